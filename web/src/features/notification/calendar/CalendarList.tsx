import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Empty } from "../../../ui/state/Empty";
import styles from "./Calendar.module.css";
import { DeadlineLink, MarkText } from "./entries";

const list = graphql(`
  fragment CalendarList_calendar on Calendar {
    deadlines { dueOn ...DeadlineLink_deadline }
    deadlineCount
    marks { day ...MarkText_mark }
  }
`);

type Props = { calendar: FragmentType<typeof list>; today: string };

/** The same month in words: the days with something on them, in order. */
export function CalendarList({ calendar, today }: Props) {
  const { t } = useI18n("notification");
  const { weekday, longDate } = useFormat();
  const { deadlines, deadlineCount, marks } = useFragment(list, calendar);
  const days = [...new Set([...deadlines.map(({ dueOn }) => dueOn), ...marks.map(({ day }) => day)])].sort();
  return (
    <>
      {deadlines.length === 0 && <Empty text={t("calendar.empty")} />}
      {deadlineCount > deadlines.length && (
        <p className="muted">{t("calendar.cut", { shown: deadlines.length, count: deadlineCount })}</p>
      )}
      <ol className={styles.days}>
        {days.map((day) => (
          <li key={day} data-today={day === today}>
            <time dateTime={day} className={styles.day}>
              {weekday(day)}, {longDate(day)}
              {day === today && ` (${t("calendar.isToday")})`}
            </time>
            <div>
              {marks
                .filter((mark) => mark.day === day)
                .map((mark, number) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: marks of a day stand in a fixed order
                  <MarkText key={number} mark={mark} />
                ))}
              <ul className={styles.entries}>
                {deadlines
                  .filter(({ dueOn }) => dueOn === day)
                  .map((deadline, number) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: deadlines of a day stand in a fixed order
                    <DeadlineLink key={number} deadline={deadline} />
                  ))}
              </ul>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
