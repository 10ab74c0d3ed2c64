import type { AttendanceStatus, MeetingDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { RadioField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import styles from "./Meeting.module.css";
import { MeetingAgain, UpdateMeeting } from "./operations";

const statuses = ["PRESENT", "REPRESENTED", "ABSENT"] as const satisfies AttendanceStatus[];

/** One answer for each member. */
export function AttendanceForm({ meeting, onDone }: { meeting: MeetingDetailFragment; onDone: () => void }) {
  const { t } = useI18n("control");
  const update = useMutation(UpdateMeeting);
  const form = useForm({
    initial: {
      attendance: meeting.attendance.map(({ member, status }) => ({
        memberId: member.id,
        status: status ?? ("" as AttendanceStatus | ""),
      })),
    },
    thing: { version: meeting.version, again: () => askAgain(MeetingAgain, { id: meeting.id }) },
    draft: { key: `control/attendance/${meeting.id}`, label: t("attendance.title") },
    check: ({ attendance }) =>
      attendance.flatMap(({ status }, at) =>
        status === "" ? [{ path: `attendance.${at}.status`, message: t("attendance.needed") }] : [],
      ),
    send: async ({ attendance }, expectedVersion) => {
      const given = attendance.flatMap(({ memberId, status }) =>
        status === "" ? [] : [{ memberId, status }],
      );
      const { error } = await update.run({ id: meeting.id, expectedVersion, attendance: given });
      if (error !== null) return error;
      announce(t("attendance.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("attendance.edit")} submitLabel={t("save")}>
      <div className={styles.attendance}>
        {meeting.attendance.map(({ member }, at) => (
          <RadioField
            key={member.id}
            name={`attendance.${at}.status`}
            label={member.member.displayName}
            options={statuses.map((value) => ({ value, label: t(`attendance.${value}`) }))}
          />
        ))}
      </div>
    </Form>
  );
}
