import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import styles from "./Calendar.module.css";
import { DeadlineLink, isFree, MarkText } from "./entries";
import { weeks } from "./month";

const month = graphql(`
  fragment CalendarMonth_calendar on Calendar {
    deadlines { dueOn ...DeadlineLink_deadline }
    marks { day kind holiday ...MarkText_mark }
  }
`);

type Props = { calendar: FragmentType<typeof month>; month: string; today: string };

/** A month as a table: weeks are rows, the days say what is due and why they are free. */
export function CalendarMonth({ calendar, month: shown, today }: Props) {
  const { t } = useI18n("notification");
  const { monthTitle, weekday, longDate } = useFormat();
  const { deadlines, marks } = useFragment(month, calendar);
  const [week] = weeks("2027-02");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={styles.scroll} aria-label={monthTitle(`${shown}-01`)} tabIndex={0}>
      <table className={styles.month}>
        <caption className="visually-hidden">{monthTitle(`${shown}-01`)}</caption>
        <thead>
          <tr>
            {week?.map((day) => (
              <th key={day} scope="col">
                {day && weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks(shown).map((days) => (
            <tr key={days.find((day) => day !== null)}>
              {days.map((day, at) =>
                day === null ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: places of a week never move
                  <td key={at} className={styles.outside} />
                ) : (
                  <td
                    key={day}
                    data-today={day === today}
                    data-free={isFree(
                      at,
                      marks.filter((mark) => mark.day === day),
                    )}
                    aria-current={day === today ? "date" : undefined}
                  >
                    <time dateTime={day} className={styles.number}>
                      <span aria-hidden="true">{Number(day.slice(8))}</span>
                      <span className="visually-hidden">{longDate(day)}</span>
                      {day === today && <span className="small"> {t("calendar.isToday")}</span>}
                    </time>
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
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
