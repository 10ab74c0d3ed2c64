import type { RiskStage } from "../../../gql/graphql";
import type { TableFile } from "../../../lib/export/columns";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { bandLetter, bandOf, bandWord, levelIn, levelWord, type Scale, valuesOf } from "../scale";
import styles from "./HeatMap.module.css";
import { cellAt, cellsOf, type MapCell, type Matrix } from "./matrix";

type Props = {
  matrix: Matrix;
  scale: Scale;
  tolerance: number | null;
  stage: RiskStage;
  onStage: (stage: RiskStage) => void;
  chosen: { probability: number; impact: number } | null;
  /** Chooses a cell, or takes the choice back. */
  onChoose: (cell: { probability: number; impact: number } | null) => void;
};

const stages = ["INHERENT", "RESIDUAL"] as const;

/** How many risks stand where: a table whose cells filter the list. Number and letter decide, the tint helps. */
export function HeatMap({ matrix, scale, tolerance, stage, onStage, chosen, onChoose }: Props) {
  const { t } = useI18n("risk");
  const cells = cellsOf(matrix, stage);
  const values = valuesOf(scale);
  const caption = t(`map.caption.${stage}`);
  const file: TableFile<MapCell> = {
    name: t("map.title"),
    caption,
    columns: [
      { title: t("probability"), kind: "WHOLE", value: ({ probability }) => probability },
      { title: t("impact"), kind: "WHOLE", value: ({ impact }) => impact },
      { title: t("exposure"), kind: "WHOLE", value: ({ exposure }) => exposure },
      { title: t("band"), kind: "STATUS", value: ({ band }) => bandWord(scale, band) },
      { title: t("risks.list"), kind: "WHOLE", value: ({ count }) => count },
    ],
    total: cells.length,
    rows: cells,
  };
  return (
    <div className={styles.map}>
      <div className={styles.tools}>
        <fieldset className={styles.stages}>
          <legend className="visually-hidden">{t("map.stage")}</legend>
          {stages.map((one) => (
            <label key={one}>
              <input type="radio" name="stage" checked={one === stage} onChange={() => onStage(one)} />
              {t(`map.stage.${one}`)}
            </label>
          ))}
        </fieldset>
        <ExportMenu file={file} />
      </div>
      {stage === "RESIDUAL" && matrix.unratedCount > 0 && (
        <p className="row small">
          {t("map.unrated", { count: matrix.unratedCount })}
          <Button small kind="quiet" onClick={() => onStage("INHERENT")}>
            {t("map.toInherent")}
          </Button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys */}
      <section className={styles.scroll} aria-label={t("map.title")} tabIndex={0}>
        <table className={styles.table} data-points={scale.points}>
          <caption className="visually-hidden">{caption}</caption>
          <tbody>
            {values.toReversed().map((probability) => (
              <tr key={probability}>
                <th scope="row">
                  {t("map.probability", { value: probability })}
                  <span className={styles.word}>{levelWord(scale, probability)}</span>
                </th>
                {values.map((impact) => (
                  <Cell
                    key={impact}
                    cell={cellAt(cells, probability, impact)}
                    isAbove={tolerance !== null && probability * impact > tolerance}
                    isChosen={chosen?.probability === probability && chosen.impact === impact}
                    {...{ scale, probability, impact, onChoose }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td />
              {values.map((impact) => (
                <th key={impact} scope="col">
                  {t("map.impact", { value: impact })}
                  <span className={styles.word}>{levelWord(scale, impact)}</span>
                </th>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
      <Legend scale={scale} tolerance={tolerance} />
    </div>
  );
}

type CellProps = {
  cell: MapCell | null;
  scale: Scale;
  probability: number;
  impact: number;
  isAbove: boolean;
  isChosen: boolean;
  onChoose: Props["onChoose"];
};

function Cell({ cell, scale, probability, impact, isAbove, isChosen, onChoose }: CellProps) {
  const { t } = useI18n("risk");
  const exposure = probability * impact;
  const band = cell?.band ?? bandOf(scale, exposure);
  const tint = { "data-band": band ?? undefined, "data-above": isAbove || undefined };
  if (cell === null || band === null) {
    return (
      <td {...tint} className={styles.none}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t("map.none")}</span>
      </td>
    );
  }
  const shown = `${cell.count} ${bandLetter(scale, band)}`;
  // What is seen is part of the name, so that it can be said to a computer that listens.
  const name = t("map.cell", {
    shown,
    probability,
    impact,
    exposure,
    band: bandWord(scale, band),
    count: cell.count,
    above: isAbove ? "yes" : "no",
  });
  return (
    <td {...tint}>
      <button
        type="button"
        aria-label={name}
        aria-pressed={isChosen}
        title={t("map.levels", { probability: levelIn(scale, probability), impact: levelIn(scale, impact) })}
        onClick={() => onChoose(isChosen ? null : { probability, impact })}
      >
        {shown}
      </button>
    </td>
  );
}

/** What letters and edges mean, in words. */
function Legend({ scale, tolerance }: { scale: Scale; tolerance: number | null }) {
  const { t } = useI18n("risk");
  return (
    <ul className={styles.legend}>
      {scale.bands.map(({ band, min, max }) => (
        <li key={band}>
          <span className={styles.sample} data-band={band}>
            {bandLetter(scale, band)}
          </span>
          {t("map.legend.band", { band: bandWord(scale, band), min, max })}
        </li>
      ))}
      {tolerance !== null && (
        <li>
          <span className={styles.sample} data-above="true" />
          {t("map.legend.above", { limit: tolerance })}
        </li>
      )}
    </ul>
  );
}
