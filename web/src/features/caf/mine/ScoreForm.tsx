import { useRef } from "react";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { useKeys } from "../../../lib/keys";
import { SavedText } from "../../../ui/autosave/fields";
import { Card } from "../../../ui/layout/Section";
import { Bands, type Score } from "./fragments";
import styles from "./Mine.module.css";
import { PanelField } from "./PanelField";
import { ScoreLine } from "./ScoreLine";
import type { MineAssessment } from "./types";
import { useTextField, useTypedPoints } from "./useScoreFields";

type Props = { assessment: MineAssessment; score: Score };

/** What a member says of a subcriterion: what is strong, what could be better, what proves it, and the numbers. */
export function ScoreForm({ assessment, score }: Props) {
  const { t } = useI18n("caf");
  const place = useRef<HTMLDivElement>(null);
  const at = { assessmentId: assessment.id, score };
  const strengths = useTextField(at, "strengths");
  const areas = useTextField(at, "areas");
  const proof = useTextField(at, "proof");
  const typed = useTypedPoints(score);
  const { data } = useResult(Bands, { id: score.id, method: assessment.method });
  const models = data?.node?.__typename === "CafIndividualScore" ? data.node.subcriterion.panels : undefined;
  useKeys([{ keys: "Enter", does: t("keys.enter") }]);

  /** From a number to the next one, from the last to the way on. */
  function goOn(from: HTMLElement) {
    const fields = [...(place.current?.querySelectorAll<HTMLElement>("input[data-points]") ?? [])];
    const next =
      fields[fields.indexOf(from) + 1] ??
      place.current?.parentElement?.querySelector<HTMLElement>("[data-next] > :last-child");
    next?.focus();
  }

  return (
    <div ref={place} className={styles.one}>
      <Card>
        <div className={styles.texts}>
          <SavedText saved={strengths} label={t("field.strengths")} rows={3} />
          <SavedText saved={areas} label={t("field.areas")} rows={3} />
          <SavedText saved={proof} label={t("field.proof")} help={t("field.proof.help")} rows={2} />
        </div>
      </Card>
      <Card>
        <fieldset className={styles.numbers}>
          <legend>{t("numbers.title")}</legend>
          <p className="small muted">{t("numbers.help")}</p>
          <div className={styles.panels}>
            {score.panels.map(({ panel }) => (
              <PanelField
                key={panel}
                at={at}
                panel={panel}
                model={models?.find((one) => one.panel === panel) ?? null}
                onEnter={goOn}
              />
            ))}
          </div>
          <ScoreLine typed={typed} />
        </fieldset>
      </Card>
    </div>
  );
}
