import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Card, Section } from "../../../ui/layout/Section";
import { titleOf } from "../words";
import { extremes, lengthOf } from "./figures";
import styles from "./Results.module.css";
import type { Results } from "./ResultsPage";

/** The 28 subcriteria as bars from 0 to 100, each with its number: what is long and what is short. */
export function Bars({ results }: { results: Results }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const found = extremes(results.criteria);
  const shown = (value: { display: string } | null) => (value ? number(value.display, { min: 1 }) : "–");
  const title =
    found === null
      ? t("bars.title")
      : t("bars.finding", {
          high: found.highest.subcriterion.code,
          most: shown(found.highest.value),
          low: found.lowest.subcriterion.code,
          least: shown(found.lowest.value),
        });
  return (
    <Section title={title} note={t("bars.note")}>
      <Card>
        <div className={styles.bars}>
          {results.criteria.map(({ criterion, value, subcriteria }) => (
            <section key={criterion.number} className={styles.criterion}>
              <h3>
                {t("criterion.title", { number: criterion.number, title: titleOf(criterion) })}{" "}
                <span className={styles.mean}>{shown(value)}</span>
              </h3>
              <ul className={styles.rows}>
                {subcriteria.map(({ subcriterion, value }) => (
                  <li key={subcriterion.code} className={styles.row}>
                    <span className={styles.label}>
                      {subcriterion.code} {titleOf(subcriterion)}
                    </span>
                    <span className={styles.measure}>
                      <span className={styles.track} aria-hidden="true">
                        <span className={styles.bar} style={{ width: `${lengthOf(value)}%` }} />
                      </span>
                      <span className={styles.figureOf}>{shown(value)}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </Card>
    </Section>
  );
}
