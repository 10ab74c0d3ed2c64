import { Link } from "@tanstack/react-router";
import { useFragment as readFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { type Assessment, cafMember, type Step } from "../fragments";
import { useHere } from "../here";
import { isGuest } from "../people";
import { assessing, planning, subcriteria } from "../steps";

type Props = {
  assessment: Assessment;
  step: Step;
  /** Years until it is done again. */
  interval: number;
};

/** What is known of a step beside its own dates: the group, who has submitted, what it waits for, when the next one is. */
export function StepNews({ assessment, step, interval }: Props) {
  const { t } = useI18n("caf");
  const { monthTitle } = useFormat();
  const { slug } = useHere();
  const { status, memberCount, submittedCount, agreedCount, concludedAt } = assessment;
  if (status === "CANCELLED") return null;
  switch (step.ordinal) {
    case 3: {
      if (memberCount === 0) return null;
      const members = assessment.members.map((one) => readFragment(cafMember, one));
      const guests = members.filter(({ person }) => isGuest(person)).length;
      const size = t("step.members", { count: memberCount });
      return <span>{guests === 0 ? size : t("step.guests", { size, guests })}</span>;
    }
    case assessing:
      if (status === "SCORING")
        return <span>{t("submitted.of", { done: submittedCount, all: memberCount })}</span>;
      return status === "CONSENSUS" ? (
        <>
          <span>{t("agreed.of", { done: agreedCount, all: subcriteria })}</span>
          <Link to={`/i/${slug}/caf/${assessment.id}/room`}>{t("room.go")}</Link>
        </>
      ) : null;
    case 6:
      return concludedAt === null ? (
        <span className="muted">{t("step.waits", { done: agreedCount, all: subcriteria })}</span>
      ) : null;
    case planning:
      return assessment.consensusAt === null ? null : (
        <Link to={`/i/${slug}/caf/${assessment.id}/areas`}>{t("areas.open")}</Link>
      );
    case 10: {
      if (concludedAt === null || step.state === "DONE" || step.dueOn !== null) return null;
      const again = `${Number(concludedAt.slice(0, 4)) + interval}${concludedAt.slice(4, 7)}-01`;
      return <span className="muted">{t("step.proposed", { month: monthTitle(again) })}</span>;
    }
    default:
      return null;
  }
}
