import type { MeetingDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { CancelMeeting, MeetingAgain } from "./operations";

/** The meeting will not take place: why. Its number stays with it. */
export function CancelForm({ meeting, onDone }: { meeting: MeetingDetailFragment; onDone: () => void }) {
  const { t } = useI18n("control");
  const cancel = useMutation(CancelMeeting);
  const form = useForm({
    initial: { reason: "" },
    thing: { version: meeting.version, again: () => askAgain(MeetingAgain, { id: meeting.id }) },
    check: ({ reason }) =>
      reason.trim().length < 3 ? [{ path: "reason", message: t("meeting.cancel.reason.needed") }] : [],
    send: async ({ reason }, expectedVersion) => {
      const { error } = await cancel.run({ id: meeting.id, expectedVersion, reason: reason.trim() });
      if (error !== null) return error;
      announce(t("meeting.cancel.done"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("meeting.cancel")} submitLabel={t("meeting.cancel")}>
      <TextField
        name="reason"
        label={t("meeting.cancel.reason")}
        help={t("meeting.cancel.reason.help")}
        rows={2}
      />
    </Form>
  );
}
