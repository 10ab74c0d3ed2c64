import type { MeetingDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { MeetingAgain, UpdateMeeting } from "./operations";

/** The minutes: what was said, beside what was decided. */
export function MinutesForm({ meeting, onDone }: { meeting: MeetingDetailFragment; onDone: () => void }) {
  const { t } = useI18n("control");
  const update = useMutation(UpdateMeeting);
  const form = useForm({
    initial: { minutes: meeting.minutes ?? "" },
    thing: { version: meeting.version, again: () => askAgain(MeetingAgain, { id: meeting.id }) },
    draft: { key: `control/minutes/${meeting.id}`, label: t("meeting.minutes") },
    send: async ({ minutes }, expectedVersion) => {
      const { error } = await update.run({
        id: meeting.id,
        expectedVersion,
        minutes: minutes.trim() || null,
      });
      if (error !== null) return error;
      announce(t("meeting.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("meeting.minutes")} submitLabel={t("save")}>
      <TextField name="minutes" label={t("meeting.minutes")} help={t("meeting.minutes.help")} rows={10} />
    </Form>
  );
}
