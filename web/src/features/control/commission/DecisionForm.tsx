import type { MeetingDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { usePeople } from "../people";
import { AddDecision, MeetingAgain, UpdateDecision } from "./operations";

type Props = {
  meeting: MeetingDetailFragment;
  /** Null for a new one. */
  decision: MeetingDetailFragment["decisions"][number] | null;
  onDone: () => void;
};

/** What was decided, who carries it out, until when. */
export function DecisionForm({ meeting, decision, onDone }: Props) {
  const { t } = useI18n("control");
  const add = useMutation(AddDecision);
  const update = useMutation(UpdateDecision);
  const key = useIdempotencyKey();
  const people = usePeople();
  const label = t(decision === null ? "decision.add" : "decision.edit");
  const form = useForm({
    initial: {
      text: decision?.text ?? "",
      responsibleId: (decision?.responsible?.id ?? null) as string | null,
      dueOn: (decision?.dueOn ?? null) as string | null,
    },
    thing: decision && {
      version: decision.version,
      again: () => askAgain(MeetingAgain, { id: meeting.id }),
    },
    draft: { key: `control/decision/${decision?.id ?? meeting.id}`, label },
    check: ({ text }) =>
      text.trim().length < 3 ? [{ path: "text", message: t("decision.text.needed") }] : [],
    send: async ({ text, responsibleId, dueOn }, expectedVersion) => {
      const all = { text: text.trim(), responsibleId: responsibleId || null, dueOn: dueOn || null };
      const { error } =
        decision === null
          ? await add.run({ ...all, meetingId: meeting.id, idempotencyKey: key.current() })
          : await update.run({ ...all, id: decision.id, expectedVersion });
      if (error !== null) return error;
      key.renew();
      announce(t("decision.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={label} submitLabel={decision === null ? label : t("save")}>
      <TextField name="text" label={t("decision")} rows={3} />
      <PickerField name="responsibleId" label={t("decision.responsible")} options={people} optional />
      <DateField name="dueOn" label={t("chain.dueOn")} optional />
    </Form>
  );
}
