import type { MeetingDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";
import { HoldMeeting, MeetingAgain } from "./operations";

/** The meeting took place: on which day. */
export function HoldForm({ meeting, onDone }: { meeting: MeetingDetailFragment; onDone: () => void }) {
  const { t } = useI18n("control");
  const hold = useMutation(HoldMeeting);
  const today = todayInBucharest();
  const form = useForm({
    initial: { heldOn: (meeting.heldOn > today ? today : meeting.heldOn) as string | null },
    thing: { version: meeting.version, again: () => askAgain(MeetingAgain, { id: meeting.id }) },
    check: ({ heldOn }) => (heldOn ? [] : [{ path: "heldOn", message: t("meeting.heldOn.needed") }]),
    send: async ({ heldOn }, expectedVersion) => {
      const { error } = await hold.run({ id: meeting.id, expectedVersion, heldOn });
      if (error !== null) return error;
      announce(t("meeting.hold.done"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("meeting.hold")} submitLabel={t("meeting.hold")}>
      <DateField name="heldOn" label={t("meeting.heldOn")} help={t("meeting.hold.help")} />
    </Form>
  );
}
