import { daysBetween, todayInBucharest } from "../lib/format/date";
import { useFormat } from "../lib/format/useFormat";
import { useI18n } from "../lib/i18n";
import styles from "./Deadline.module.css";
import { Icon } from "./Icon";
import { IconAlertOctagon } from "./icons";

type Props = {
  dueOn: string;
  /** A finished thing is never overdue. */
  isSettled?: boolean;
  /** In a column that is called so, the word „până la” would stand in each row. */
  isBare?: boolean;
  today?: string;
};

/** A deadline: the date always, the distance up to 14 days. It ends with its day, in Bucharest. */
export function Deadline({ dueOn, isSettled = false, isBare = false, today = todayInBucharest() }: Props) {
  const { t } = useI18n("ui");
  const { dayMonth } = useFormat();
  const date = dayMonth(dueOn, today);
  const days = daysBetween(today, dueOn);
  if (isSettled || days > 14) return <time dateTime={dueOn}>{isBare ? date : t("date.by", { date })}</time>;
  if (days < 0) {
    return (
      <time dateTime={dueOn} className={styles.overdue}>
        <Icon of={IconAlertOctagon} size={16} />
        {t("date.overdue", { count: -days, date })}
      </time>
    );
  }
  const relative =
    days === 0 ? t("date.today") : days === 1 ? t("date.tomorrow") : t("date.inDays", { count: days });
  return <time dateTime={dueOn}>{isBare ? `${date} (${relative})` : t("date.due", { date, relative })}</time>;
}
