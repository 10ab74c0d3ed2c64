import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { PlanActionSourceInput } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { parseDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card } from "../../../ui/layout/Section";
import { NewActionForm } from "./NewActionForm";

type Values = {
  title: string;
  unitId: string | null;
  responsibleId: string | null;
  startOn: string | null;
  dueOn: string | null;
};

const empty: Values = { title: "", unitId: null, responsibleId: null, startOn: null, dueOn: null };

type Props = {
  planId: string;
  /** What it follows from, where that is known already. */
  source?: PlanActionSourceInput;
  /** Where the form is not the one of the address. */
  onClose?: () => void;
  onCreated: () => void;
};

/** Proposes an action with what it needs at least; the rest is filled in on its page. Stays open for the next one. */
export function NewAction({ planId, source, onClose, onCreated }: Props) {
/** The form of a new action on the page of its plan. */
export function NewAction({ planId, onCreated }: { planId: string; onCreated: () => void }) {
  const { t } = useI18n("plan");
  const [, setSearch] = useSearchState();
  const { people, units } = useChoices();
  const create = useMutation(CreatePlanAction);
  const key = useIdempotencyKey();
  const [made, setMade] = useState<{ id: string; code: string } | null>(null);

  const form = useForm<Values>({
    draft: {
      key: ["plan/new-action", planId, source?.reference].filter(Boolean).join("/"),
      label: t("action.new"),
    },
    initial: empty,
    check: ({ title, startOn, dueOn }) => [
      ...(title.trim().length < 3 ? [{ path: "title", message: t("new.title.missing") }] : []),
      ...[
        { path: "startOn", day: startOn },
        { path: "dueOn", day: dueOn },
      ]
        .filter(({ day }) => day !== null && parseDate(day) === undefined)
        .map(({ path }) => ({ path, message: ui("form.date.wrong") })),
    ],
    async send(values) {
      const { data, error } = await create.run({
        planId,
        ...values,
        ...(source === undefined ? {} : { source }),
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      const { node } = data.createPlanAction.planActionEdge;
      setMade(node);
      announce(t("action.created", { code: node.code }));
      // The form knows its fields only until it is reset.
      form.hook.setFocus("title");
      form.hook.reset({ ...empty, unitId: values.unitId });
      onCreated();
      return null;
    },
  });
  const close = onClose ?? (() => setSearch({ new: undefined }));

  const close = () => setSearch({ new: undefined });
  return (
    <Card>
      <FormPanel title={t("action.new")} onClose={close}>
        <NewActionForm planId={planId} onCreated={onCreated} onClose={close} />
      </FormPanel>
    </Card>
  );
}
