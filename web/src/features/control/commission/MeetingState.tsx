import type { CommissionMeetingState } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { StatusChip } from "../../../ui/StatusChip";
import { meetingLook } from "../words";

/** How far a meeting is. */
export function MeetingState({ state }: { state: CommissionMeetingState }) {
  const { t } = useI18n("control");
  return <StatusChip status={meetingLook[state]} label={t(`meeting.state.${state}`)} />;
}
