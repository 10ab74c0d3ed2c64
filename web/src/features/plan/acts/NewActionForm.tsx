import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { PlanActionSourceInput } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { parseDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { useChoices } from "../choices";
import { useHere } from "../here";
import { CreatePlanAction } from "./createPlanAction";

type Values = {
  title: string;
  unitId: string | null;
  responsibleId: string | null;
  startOn: string | null;
  dueOn: string | null;
};

type Props = {
  planId: string;
  /** What the action follows from, where that is given; by hand otherwise. */
  source?: PlanActionSourceInput;
  /** Where it is carried out, unless somebody chooses another place. */
  unitId?: string | null;
  onCreated: () => void;
  onClose: () => void;
};

/** Proposes an action with what it needs at least; the rest is filled in on its page. Stays open for the next one. */
export function NewActionForm({ planId, source, unitId = null, onCreated, onClose }: Props) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const { slug } = useHere();
  const { people, units } = useChoices();
  const create = useMutation(CreatePlanAction);
  const key = useIdempotencyKey();
  const [made, setMade] = useState<{ id: string; code: string } | null>(null);
  const empty: Values = { title: "", unitId, responsibleId: null, startOn: null, dueOn: null };
  const from = source?.reference ? `/${source.reference}` : "";

  const form = useForm<Values>({
    draft: { key: `plan/new-action/${planId}${from}`, label: t("action.new") },
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
      const input = { planId, ...values, ...(source ? { source } : {}), idempotencyKey: key.current() };
      const { data, error } = await create.run(input);
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

  return (
    <>
      {made !== null && (
        <p>
          {t("action.created", { code: made.code })}{" "}
          <Link to={`/i/${slug}/actions/${made.id}`}>{t("action.fillIn", { code: made.code })}</Link>
        </p>
      )}
      <Form
        form={form}
        submitLabel={t("action.propose")}
        actions={
          <Button kind="quiet" onClick={onClose}>
            {t("close")}
          </Button>
        }
      >
        <TextField name="title" label={t("field.title")} />
        <PickerField
          name="unitId"
          label={t("field.unitId")}
          options={units}
          help={t("new.unit.help")}
          optional
        />
        <PickerField name="responsibleId" label={t("field.responsibleId")} options={people} optional />
        <DateField name="startOn" label={t("field.startOn")} optional />
        <DateField name="dueOn" label={t("field.dueOn")} optional />
      </Form>
    </>
  );
}
