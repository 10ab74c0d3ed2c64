import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Deadline } from "../../../ui/Deadline";
import { StatusChip } from "../../../ui/StatusChip";
import { questionnaireLook } from "../words";
import type { Questionnaire } from "./fragments";

/** Where a questionnaire stands, until when, who may answer beside the head, who handed it in, who took it in. */
export function QuestionnaireMeta({ core }: { core: Questionnaire }) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const day = (instant: string) => longDate(dateInBucharest(new Date(instant)));
  const { campaign, status, delegate, submittedAt, submittedBy, lockedAt, lockedBy } = core;
  return (
    <>
      <StatusChip status={questionnaireLook[status]} label={t(`questionnaire.status.${status}`)} />
      <Deadline
        dueOn={campaign.dueOn}
        isSettled={campaign.status === "CLOSED" || status === "SUBMITTED" || status === "LOCKED"}
      />
      {delegate !== null && <span>{t("delegated", { who: delegate.displayName })}</span>}
      {submittedAt !== null && submittedBy !== null && (
        <span>{t("submitted", { who: submittedBy.displayName, date: day(submittedAt) })}</span>
      )}
      {lockedAt !== null && lockedBy !== null && (
        <span>{t("locked", { who: lockedBy.displayName, date: day(lockedAt) })}</span>
      )}
    </>
  );
}
