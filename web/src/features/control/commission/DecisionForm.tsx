import type { MeetingDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { usePeople } from "../people";
import { AddDecision } from "./operations";

/** What was decided, who carries it out, until when. */
export function DecisionForm({ meeting, onDone }: { meeting: MeetingDetailFragment; onDone: () => void }) {
  const { t } = useI18n("control");
  const add = useMutation(AddDecision);
  const key = useIdempotencyKey();
  const people = usePeople();
  const form = useForm({
    initial: { text: "", responsibleId: null as string | null, dueOn: null as string | null },
    draft: { key: `control/decision/${meeting.id}`, label: t("decision.add") },
    check: ({ text }) =>
      text.trim().length < 3 ? [{ path: "text", message: t("decision.text.needed") }] : [],
    send: async ({ text, responsibleId, dueOn }) => {
      const { error } = await add.run({
        meetingId: meeting.id,
        text: text.trim(),
        responsibleId: responsibleId || null,
        dueOn: dueOn || null,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      announce(t("decision.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("decision.add")} submitLabel={t("decision.add")}>
      <TextField name="text" label={t("decision")} rows={3} />
      <PickerField name="responsibleId" label={t("decision.responsible")} options={people} optional />
      <DateField name="dueOn" label={t("chain.dueOn")} optional />
    </Form>
  );
}
