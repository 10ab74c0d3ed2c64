import { useEffect } from "react";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useResult } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Form } from "../../../ui/form/Form";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { peopleOptions } from "../../../ui/form/people";
import { useForm } from "../../../ui/form/useForm";
import { useHere } from "../here";
import type { Questionnaire } from "./fragments";
import { Delegate, QuestionnaireAgain } from "./operations";

const People = graphql(`
  query ControlPeople($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) {
      id
      members(first: 100, after: $after) {
        nodes { id displayName isActive roles { role } unit { id nameRo nameEn } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** Lets a colleague answer; an empty field takes it back. */
export function DelegateForm({ core, onDone }: { core: Questionnaire; onDone: () => void }) {
  const { t } = useI18n("control");
  const delegate = useMutation(Delegate);
  const people = usePeople();
  // Somebody who was chosen before the list is here, or has left since.
  const chosen = core.delegate;
  const isListed = chosen === null || people.some(({ id }) => id === chosen.id);
  const options = isListed ? people : [...people, { id: chosen.id, label: chosen.displayName }];
  const form = useForm({
    initial: { delegateId: chosen?.id ?? null },
    thing: { version: core.version, again: () => askAgain(QuestionnaireAgain, { id: core.id }) },
    send: async ({ delegateId }, expectedVersion) => {
      const { error } = await delegate.run({ id: core.id, expectedVersion, delegateId: delegateId || null });
      if (error !== null) return error;
      announce(delegateId ? t("delegate.done") : t("delegate.over"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("delegate.title")} submitLabel={t("save")}>
      <p>{t("delegate.note")}</p>
      <PickerField
        name="delegateId"
        label={t("delegate.who")}
        help={t("delegate.help")}
        options={options}
        optional
      />
    </Form>
  );
}

/** The people of the institution; guests say why not. */
function usePeople(): PickerOption[] {
  const { t } = useI18n("control");
  const { id } = useHere();
  const { data, more } = useResult(People, { tenantId: id });
  const members = data?.tenant?.members;
  const next = members?.pageInfo;

  // An institution with more people than one page holds: the rest follows while nobody waits for it.
  useEffect(() => {
    if (next?.hasNextPage) void more(next.endCursor);
  }, [next?.hasNextPage, next?.endCursor, more]);

  return peopleOptions(
    (members?.nodes ?? [])
      .filter(({ isActive }) => isActive)
      .map((member) => ({
        id: member.id,
        displayName: member.displayName,
        unit: member.unit && localName(member.unit),
        disabledReason: member.roles.every(({ role }) => role === "GUEST") ? t("delegate.guest") : undefined,
      })),
  );
}
