import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Icon } from "../../../ui/Icon";
import { titleOf } from "../words";
import type { Row } from "./fragments";
import styles from "./Room.module.css";
import { stateLook } from "./words";

type Props = {
  rows: readonly Row[];
  /** What the group has before it, and what is open here. */
  current: string;
  open: string;
  onChoose: (row: Row) => void;
};

/** All 28 with their state and agreed value. */
export function SubcriterionList({ rows, current, open, onChoose }: Props) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const { number } = row.subcriterion.criterion;
    groups.set(number, [...(groups.get(number) ?? []), row]);
  }
  return (
    <div className={styles.groups}>
      {[...groups].map(([criterion, ofIt]) => (
        <section key={criterion} className={styles.group}>
          <h3>
            {t("criterion.title", {
              number: criterion,
              title: ofIt[0] ? titleOf(ofIt[0].subcriterion.criterion) : "",
            })}
          </h3>
          <ul className={styles.places}>
            {ofIt.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  className={styles.place}
                  aria-current={row.id === open ? "true" : undefined}
                  onClick={() => onChoose(row)}
                >
                  <Icon of={stateLook[row.state].icon} size={16} />
                  <span className={styles.name}>
                    {row.subcriterion.code} {titleOf(row.subcriterion)}
                    <span className={styles.word}>
                      {t(`room.state.${row.state}`)}
                      {row.id === current && `, ${t("room.list.here")}`}
                    </span>
                  </span>
                  <span className={styles.value}>
                    {row.value === null ? "–" : number(row.value.display, { min: 1 })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
