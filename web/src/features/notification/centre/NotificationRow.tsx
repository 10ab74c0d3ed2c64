import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { NotificationRow_NotificationFragment } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { type Say, useI18n } from "../../../lib/i18n";
import { addressOf } from "../../../lib/routing/address";
import { localName, useViewer } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { signOf } from "../kinds";
import styles from "./NotificationList.module.css";

const row = graphql(`
  fragment NotificationRow_notification on Notification {
    id
    kind
    reason
    dueOn
    createdAt
    readAt
    actor { id displayName }
    tenant { id slug shortName }
    subject {
      id
      ... on Plan { title planCode: code }
      ... on PlanAction { title actionCode: code }
      ... on ControlCampaign { year }
      ... on ControlQuestionnaire { campaign { id year } unit { id nameRo nameEn } }
      ... on CommissionMeeting { number heldOn state }
      ... on ControlDeadline { paper: kind year titleRo titleEn }
    }
  }
`);

type Props = {
  /** What I am told of one thing, the newest first; at least one. */
  news: readonly FragmentType<typeof row>[];
  onRead: (ids: string[]) => void;
};

/** One thing I am told about: its name, and below it what happened, who did it, why I am told. */
export function NotificationRow({ news, onRead }: Props) {
  const { t } = useI18n("notification");
  const { shortDate } = useFormat();
  const told = useFragment(row, news);
  const [newest] = told;
  if (newest === undefined) return null;
  const { kind, tenant, subject } = newest;
  const unread = told.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  const words = wordsOf(subject, t, shortDate);
  return (
    <li className={styles.row} data-unread={unread.length > 0} data-kind={kind}>
      <span className={styles.sign}>
        <Icon of={signOf[kind]} />
      </span>
      <div className={styles.what}>
        {subject === null || words === null ? (
          <span className="muted">{t("row.gone")}</span>
        ) : (
          <Link
            to={addressOf(subject, tenant.slug)}
            className={styles.title}
            onClick={() => unread.length > 0 && onRead(unread)}
          >
            {words}
          </Link>
        )}
        {told.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </div>
      <div className={`${styles.act} no-print`}>
        {unread.length > 0 && (
          <Button small onClick={() => onRead(unread)}>
            {t("row.read", { count: unread.length })}
            <span className="visually-hidden"> {words}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

/** What happened, when, by whom, and why I am told. */
function Line({ one }: { one: NotificationRow_NotificationFragment }) {
  const { t } = useI18n("notification");
  const { clock, shortDate } = useFormat();
  const viewer = useViewer();
  const hasSeveral = (viewer?.memberships.length ?? 0) > 1;
  const { kind, reason, dueOn, createdAt, readAt, actor, tenant } = one;
  const about = [
    clock(createdAt),
    ...(hasSeveral ? [tenant.shortName] : []),
    ...(actor === null ? [] : [actor.displayName]),
    t(`reason.${reason}`),
    ...(dueOn === null ? [] : [t("row.due", { date: shortDate(dueOn) })]),
  ];
  return (
    <span className="small muted">
      <span className={styles.kind} data-unread={readAt === null}>
        {t(`kind.${kind}`)}
        {readAt === null && ` (${t("row.unread")})`}
      </span>
      {` · ${about.join(" · ")}`}
    </span>
  );
}

type Subject = NonNullable<NotificationRow_NotificationFragment["subject"]>;

/** Code and title of what it is about. */
function wordsOf(
  subject: Subject | null,
  t: Say<"notification">,
  date: (day: string) => string,
): string | null {
  switch (subject?.__typename) {
    case "Plan":
      return `${subject.planCode} ${subject.title}`;
    case "PlanAction":
      return `${subject.actionCode} ${subject.title}`;
    case "ControlCampaign":
      return t("subject.campaign", { year: subject.year });
    case "ControlQuestionnaire":
      return t("subject.questionnaire", { year: subject.campaign.year, unit: localName(subject.unit) });
    case "CommissionMeeting": {
      const about = { number: subject.number, date: date(subject.heldOn) };
      return t(subject.state === "CANCELLED" ? "subject.meeting.cancelled" : "subject.meeting", about);
    }
    case "ControlDeadline":
      return t("subject.paper", {
        title: localName({ nameRo: subject.titleRo, nameEn: subject.titleEn }),
        year: String(subject.year),
      });
    default:
      return null;
  }
}
