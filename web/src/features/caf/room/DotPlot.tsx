import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import styles from "./DotPlot.module.css";
import { rowsOf } from "./spread";

type Value = { display: string };
type Props = {
  spread: {
    lowest: Value;
    highest: Value;
    median: Value | null;
    shown: readonly { value: Value; name?: string | null }[];
  };
  /** Large enough to be read from the back of a room. */
  isLarge?: boolean;
};

const marks = [0, 10, 30, 50, 70, 90, 100];

/**
 * Each score a dot between 0 and 100. With names every score has a line of its own; without, dots carry nothing that
 * could be followed from one subcriterion to the next. The words and the table beside it say the same.
 */
export function DotPlot({ spread, isLarge = false }: Props) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const { lowest, highest, median, shown } = spread;
  // Where few are anonymous only the ends are known.
  const dots =
    shown.length > 0
      ? shown.map(({ value, name }) => ({ at: Number(value.display), name: name ?? null }))
      : [lowest, highest].map(({ display }) => ({ at: Number(display), name: null }));
  const isNamed = dots.some(({ name }) => name !== null);
  const rows = rowsOf(dots.map(({ at }) => at));
  const low = number(lowest.display);
  const high = number(highest.display);
  const words = low === high ? t("room.spread.same", { low }) : t("room.spread.range", { low, high });
  const left = (at: number) => ({ left: `${at}%` });
  const line = median !== null && (
    <span className={styles.median} style={left(Number(median.display))} aria-hidden="true" />
  );
  return (
    <div className={styles.plot} role="img" aria-label={words} data-large={isLarge}>
      {isNamed ? (
        <div className={styles.named}>
          {dots.map(({ at, name }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a score has nothing else to be known by
            <div key={index} className={styles.one}>
              <span className={styles.name}>{name}</span>
              <span className={styles.track}>
                {line}
                <span className={styles.dot} style={left(at)} />
              </span>
            </div>
          ))}
        </div>
      ) : (
        <div className={styles.field} style={{ height: `${Math.max(...rows, 2) + 1}em` }}>
          {line}
          {dots.map(({ at }, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a score has nothing else to be known by
              key={index}
              className={styles.dot}
              style={{ ...left(at), bottom: `${rows[index] ?? 0}em` }}
            />
          ))}
        </div>
      )}
      <div className={isNamed ? styles.axisNamed : undefined}>
        <div className={styles.axis} aria-hidden="true">
          {marks.map((mark) => (
            <span key={mark} style={left(mark)} data-minor={mark % 50 !== 0}>
              {mark}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
