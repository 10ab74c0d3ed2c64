import { graphql, useFragment as readFragment } from "../../../gql";
import type { MeetingDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { meetingRow } from "./fragments";
import { MeetingAgain, UpdateMeeting } from "./operations";

const Create = graphql(`
  mutation CreateCommissionMeeting($input: CreateCommissionMeetingInput!) {
    createCommissionMeeting(input: $input) {
      commissionMeetingEdge { node { id ...MeetingRow } }
      tenant {
        id
        commissionMeetings(first: 50) {
          totalCount
          nodes { id ...MeetingRow }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`);

type Props = {
  tenantId: string;
  /** Null for a new one. */
  meeting: MeetingDetailFragment | null;
  onDone: (id: string) => void;
};

/** When and where the commission meets, and about what. */
export function MeetingForm({ tenantId, meeting, onDone }: Props) {
  const { t } = useI18n("control");
  const create = useMutation(Create);
  const update = useMutation(UpdateMeeting);
  const key = useIdempotencyKey();
  const label = t(meeting === null ? "meeting.add" : "meeting.edit");
  const form = useForm({
    initial: {
      heldOn: (meeting?.heldOn ?? todayInBucharest()) as string | null,
      place: meeting?.place ?? "",
      agenda: meeting?.agenda ?? "",
    },
    thing: meeting && {
      version: meeting.version,
      again: () => askAgain(MeetingAgain, { id: meeting.id }),
    },
    draft: { key: `control/meeting/${meeting?.id ?? `new/${tenantId}`}`, label },
    check: ({ heldOn, agenda }) => [
      ...(heldOn ? [] : [{ path: "heldOn", message: t("meeting.heldOn.needed") }]),
      ...(agenda.trim() === "" ? [{ path: "agenda", message: t("meeting.agenda.needed") }] : []),
    ],
    send: async ({ heldOn, place, agenda }, expectedVersion) => {
      const all = { heldOn: heldOn ?? "", place: place.trim() || null, agenda: agenda.trim() };
      if (meeting !== null) {
        const { error } = await update.run({ ...all, id: meeting.id, expectedVersion });
        if (error !== null) return error;
        announce(t("meeting.saved"));
        onDone(meeting.id);
        return null;
      }
      const { data, error } = await create.run({ ...all, tenantId, idempotencyKey: key.current() });
      if (error !== null) return error;
      key.renew();
      announce(t("meeting.saved"));
      onDone(readFragment(meetingRow, data.createCommissionMeeting.commissionMeetingEdge.node).id);
      return null;
    },
  });
  return (
    <Form form={form} label={label} submitLabel={meeting === null ? label : t("save")}>
      <DateField name="heldOn" label={t("meeting.heldOn")} />
      <TextField name="place" label={t("meeting.place")} optional />
      <TextField name="agenda" label={t("meeting.agenda")} help={t("meeting.agenda.help")} rows={5} />
    </Form>
  );
}
