import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { addressOf } from "../../../lib/routing/address";
import { useViewer } from "../../../lib/viewer";
import { Icon } from "../../../ui/Icon";
import { IconAlertOctagon } from "../../../ui/icons";
import styles from "./Calendar.module.css";

const deadlineLink = graphql(`
  fragment DeadlineLink_deadline on CalendarDeadline {
    objectCode
    title
    isOverdue
    isOwn
    tenant { id slug shortName }
    subject {
      id
      ... on ControlCampaign { year }
      ... on ControlQuestionnaire { campaign { id year } }
      ... on ControlDeadline { paper: kind year }
    }
  }
`);

/** A deadline as an entry of a day. */
export function DeadlineLink({ deadline }: { deadline: FragmentType<typeof deadlineLink> }) {
  const { t } = useI18n("notification");
  const viewer = useViewer();
  const { objectCode, title, isOverdue, isOwn, tenant, subject } = useFragment(deadlineLink, deadline);
  const hasSeveral = (viewer?.memberships.length ?? 0) > 1;
  return (
    <li className={styles.entry} data-overdue={isOverdue}>
      {isOverdue && <Icon of={IconAlertOctagon} size={16} />}
      <Link to={subject === null ? `/i/${tenant.slug}` : addressOf(subject, tenant.slug)}>
        {isOverdue && `${t("calendar.overdue")}: `}
        {objectCode} {title}
      </Link>
      {(hasSeveral || !isOwn) && (
        <span className="small muted">
          {[...(hasSeveral ? [tenant.shortName] : []), ...(isOwn ? [] : [t("calendar.others")])].join(" · ")}
        </span>
      )}
    </li>
  );
}

const markText = graphql(`
  fragment MarkText_mark on CalendarMark { day holiday kind note tenant { id shortName } }
`);

/** Why a day is free or worked. */
export function MarkText({ mark }: { mark: FragmentType<typeof markText> }) {
  const { t } = useI18n("notification");
  const { holiday, kind, note, tenant } = useFragment(markText, mark);
  const words =
    holiday !== null
      ? t(`holiday.${holiday}`)
      : [kind !== null && t(`day.${kind}`), tenant?.shortName, note].filter(Boolean).join(" · ");
  return <p className={styles.mark}>{words}</p>;
}

type Mark = { kind: "FREE" | "WORKED" | null; holiday: string | null };

/** Whether nobody works on a day: the place in the week (Monday is 0), holidays, and what institutions decided. */
export function isFree(weekday: number, marks: readonly Mark[]): boolean {
  if (marks.some(({ kind }) => kind === "WORKED")) return false;
  return weekday > 4 || marks.some(({ kind, holiday }) => kind === "FREE" || holiday !== null);
}
