import { type DragEvent, useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { AreaCard } from "./AreaCard";
import styles from "./Areas.module.css";
import type { Area } from "./fragments";
import { useRank } from "./useRank";
import { inCell, quadrant, unweighed, type Weights, weights } from "./weights";

type Props = { areas: readonly Area[]; disabledReason: string | null };

/** Impact up, effort to the right: a table whose cells hold the areas, and beside it those that are not weighed yet. */
export function Matrix({ areas, disabledReason }: Props) {
  const { t } = useI18n("caf");
  const { t: plan } = useI18n("plan");
  const { failure, rank } = useRank();
  const [dragged, setDragged] = useState<Area | null>(null);
  const aside = unweighed(areas);

  const target = (wish: Weights) => ({
    onDragOver: (event: DragEvent) => {
      if (dragged !== null) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null) rank(dragged, wish);
      setDragged(null);
    },
  });
  const card = (area: Area) => (
    <AreaCard key={area.id} onDrag={setDragged} onRank={rank} {...{ area, disabledReason }} />
  );

  return (
    <Section title={t("areas.matrix")} note={t("areas.matrix.note")}>
      {failure !== null && <p role="alert">{failure}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.scroll} aria-label={t("areas.matrix")} tabIndex={0}>
        <table className={styles.matrix}>
          <caption className="visually-hidden">{t("areas.matrix.caption")}</caption>
          <tbody>
            {weights.toReversed().map((impact) => (
              <tr key={impact}>
                <th scope="row">{t("areas.impact.of", { value: impact })}</th>
                {weights.map((effort) => (
                  <td key={effort} data-quadrant={quadrant(impact, effort)} {...target({ impact, effort })}>
                    {inCell(areas, impact, effort).map(card)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td />
              {weights.map((effort) => (
                <th key={effort} scope="col">
                  {t("areas.effort.of", { value: effort })}
                </th>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
      <ul className={styles.legend}>
        {(["QUICK_WIN", "MAJOR_PROJECT", "FILL_IN", "RECONSIDER"] as const).map((one) => (
          <li key={one}>
            <span className={styles.sample} data-quadrant={one} />
            {plan(`priority.${one}`)}
          </li>
        ))}
      </ul>
      <div className={styles.aside} {...target({ impact: null, effort: null })}>
        <h3>{t("areas.aside", { count: aside.length })}</h3>
        {aside.length === 0 ? <p className="muted">{t("areas.aside.none")}</p> : aside.map(card)}
      </div>
    </Section>
  );
}
