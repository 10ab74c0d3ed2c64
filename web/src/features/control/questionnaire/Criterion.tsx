import { useRef } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { SavedText } from "../../../ui/autosave/fields";
import { SavedRadio } from "../../../ui/autosave/SavedRadio";
import { Button } from "../../../ui/Button";
import { StatusChip } from "../../../ui/StatusChip";
import { answers, inLanguage } from "../words";
import styles from "./Criterion.module.css";
import { idOf, missingOf } from "./completing";
import type { Answer } from "./fragments";
import { useAnswerField, useExplanationField } from "./useCriterionField";

type Props = { answer: Answer; year: number; questionnaireId: string };

/** One criterion that is answered here: its answer and its explanation save themselves, each on its own. */
export function Criterion({ answer, year, questionnaireId }: Props) {
  const { t } = useI18n("control");
  const { shortInstant } = useFormat();
  const place = useRef<HTMLFieldSetElement>(null);
  const said = useAnswerField({ answer, year, questionnaireId });
  const why = useExplanationField({ answer, year, questionnaireId });
  const { code, labelRo, labelEn } = answer.criterion;
  // Whatever is on its way confirms it.
  const isOnItsWay = [said, why].some(({ state }) =>
    ["typing", "sending", "waiting"].includes(state?.kind ?? ""),
  );

  function confirm() {
    said.change(said.value);
    // The button goes: the answer it confirmed takes the focus.
    place.current?.querySelector<HTMLElement>("input:checked")?.focus();
  }

  return (
    <fieldset
      ref={place}
      id={idOf(code)}
      tabIndex={-1}
      className={styles.criterion}
      data-missing={missingOf(answer) ?? ""}
    >
      <legend>
        <span className="muted">{code}</span> {inLanguage(labelRo, labelEn)}
      </legend>
      {answer.isTakenOver && !isOnItsWay && (
        <div className="row">
          <StatusChip status="TO_CONFIRM" label={t("takenOver")} />
          <Button small label={t("confirm.of", { code })} onClick={confirm}>
            {t("confirm")}
          </Button>
        </div>
      )}
      <SavedRadio
        saved={said}
        label={t("field.answer")}
        options={answers.map((value) => ({ value, label: t(`answer.${value}`) }))}
      />
      <SavedText saved={why} label={t("field.explanation")} rows={3} />
      {answer.answeredBy !== null && answer.answeredAt !== null && (
        <p className="small muted">
          {t("answeredBy", { who: answer.answeredBy.displayName, at: shortInstant(answer.answeredAt) })}
        </p>
      )}
    </fieldset>
  );
}
