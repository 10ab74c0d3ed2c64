import type { CafPanel } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { titleOf } from "../words";
import { bandOf } from "./figures";
import styles from "./Results.module.css";
import type { Results } from "./ResultsPage";

const phases = ["PLAN", "DO", "CHECK", "ACT"] as const satisfies CafPanel[];
const bands = [0, 1, 2, 3, 4, 5] as const;
const limits = ["0–10", "11–30", "31–50", "51–70", "71–90", "91–100"] as const;

type Row = Results["criteria"][number]["subcriteria"][number];

const pointsOf = ({ panels }: Row, phase: CafPanel): number | null =>
  panels.find(({ panel }) => panel === phase)?.points ?? null;

/** The four phases of the 20 enablers: the number decides, the tint helps. Where the cycle stops is seen at once. */
export function HeatTable({ results }: { results: Results }) {
  const { t } = useI18n("caf");
  const rows = results.criteria
    .filter(({ criterion }) => criterion.kind === "ENABLER")
    .flatMap(({ subcriteria }) => subcriteria);
  const caption = t("heat.title");
  const name = ({ subcriterion }: Row) => `${subcriterion.code} ${titleOf(subcriterion)}`;
  const file = {
    name: caption,
    caption,
    columns: [
      { title: t("subcriterion.column"), kind: "TEXT" as const, value: name },
      ...phases.map((phase) => ({
        title: phase as string,
        kind: "WHOLE" as const,
        value: (row: Row) => pointsOf(row, phase),
      })),
    ],
    total: rows.length,
    rows,
  };
  return (
    <Section title={caption} note={t("heat.note")} actions={<ExportMenu file={file} />}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.scroll} aria-label={caption} tabIndex={0}>
        <table className={styles.heat}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className={styles.long}>{t("subcriterion.column")}</span>
              </th>
              {phases.map((phase) => (
                <th key={phase} scope="col">
                  {phase}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.subcriterion.code}>
                <th scope="row">
                  {row.subcriterion.code}
                  <span className={styles.long}> {titleOf(row.subcriterion)}</span>
                </th>
                {phases.map((phase) => {
                  const points = pointsOf(row, phase);
                  return (
                    <td key={phase} data-band={points === null ? undefined : bandOf(points)}>
                      {points ?? "–"}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className={styles.legend} aria-label={t("heat.legend")}>
        {bands.map((band) => (
          <li key={band} data-band={band}>
            {limits[band]}
          </li>
        ))}
      </ul>
    </Section>
  );
}
