import { TextInput } from "@mantine/core";
import { useId, useRef } from "react";
import type { CafPanel } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { FieldNotice, refusalOf } from "../../../ui/autosave/FieldNotice";
import { inLanguage } from "../words";
import type { PanelModel } from "./fragments";
import styles from "./Mine.module.css";
import { type At, usePointsField } from "./useScoreFields";
import { bandOf, middleOf, type Points, readPoints } from "./value";

type Props = {
  at: At;
  panel: CafPanel;
  /** Null until the bands have been read. */
  model: PanelModel | null;
  onEnter: (from: HTMLElement) => void;
};

const asText = (value: unknown) => (value === null || value === undefined ? "" : String(value));

/** The number of a panel, below it what the band says it falls in; a band may be picked instead of typing. */
export function PanelField({ at, panel, model, onEnter }: Props) {
  const { t } = useI18n("caf");
  const saved = usePointsField(at, panel);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const label = t(`panel.${panel}`);
  const question = model?.questionRo ? inLanguage(model.questionRo, model.questionEn ?? "") : undefined;
  const band = bandOf(model?.bands ?? [], saved.value);

  function pick(points: Points) {
    saved.change(points);
    saved.leave();
    input.current?.focus();
    requestAnimationFrame(() => input.current?.select());
  }

  return (
    <div className={styles.panel}>
      <FieldNotice saved={saved} label={label} show={asText}>
        <TextInput
          ref={input}
          data-points
          label={label}
          description={question}
          error={refusalOf(saved)}
          inputWrapperOrder={["label", "description", "error", "input"]}
          className={styles.points}
          inputMode="numeric"
          autoComplete="off"
          aria-describedby={`${id}-band`}
          value={asText(saved.value)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => saved.change(readPoints(event.currentTarget.value))}
          onBlur={saved.leave}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onEnter(event.currentTarget);
          }}
        />
      </FieldNotice>
      <p id={`${id}-band`} className={styles.band}>
        {band === null
          ? t("band.none")
          : t("band.of", {
              min: band.min,
              max: band.max,
              text: inLanguage(band.descriptionRo, band.descriptionEn),
            })}
      </p>
      {model !== null && (
        <details className="no-print">
          <summary>{t("bands.title", { panel: t(`panel.short.${panel}`) })}</summary>
          <p className="small muted">{inLanguage(model.principleRo, model.principleEn)}</p>
          <p className="small muted">{t("bands.help")}</p>
          <ul className={styles.bands}>
            {model.bands.map((one) => (
              <li key={one.ordinal}>
                <button
                  type="button"
                  className={styles.pick}
                  aria-pressed={one === band}
                  onClick={() => pick(middleOf(one))}
                >
                  <strong>{t("band.range", { min: one.min, max: one.max })}</strong>{" "}
                  {inLanguage(one.descriptionRo, one.descriptionEn)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
