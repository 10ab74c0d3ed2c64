import type { RefObject } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { SavedText } from "../../../ui/autosave/fields";
import { SavedRadio } from "../../../ui/autosave/SavedRadio";
import { Button } from "../../../ui/Button";
import { StatusChip } from "../../../ui/StatusChip";
import { answers } from "../words";
import type { Answer } from "./fragments";
import { LastYear } from "./LastYear";
import { Proof } from "./Proof";
import type { CriterionFields as Fields } from "./useCriterionField";

type Props = {
  answer: Answer;
  fields: Fields;
  /** What holds the fields: its chosen answer takes the focus of the button that goes. */
  place: RefObject<HTMLElement | null>;
  /** Whether what proves it is open at once, as on a page of its own. */
  isAlone?: boolean;
};

/** What is filled in at a criterion: the answer, why, what proves it. Each saves itself. */
export function CriterionFields({ answer, fields, place, isAlone = false }: Props) {
  const { t } = useI18n("control");
  const { shortInstant } = useFormat();
  const { said, why, proof, isOnItsWay } = fields;
  const { code } = answer.criterion;

  function confirm() {
    said.change(said.value);
    // The button goes: the answer it confirmed takes the focus.
    place.current?.querySelector<HTMLElement>("input:checked")?.focus();
  }

  return (
    <>
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
      <LastYear code={code} fields={fields} />
      <SavedText saved={why} label={t("field.explanation")} rows={3} />
      <Proof answer={answer} field={proof} isOpen={isAlone} />
      {answer.answeredBy !== null && answer.answeredAt !== null && (
        <p className="small muted">
          {t("answeredBy", { who: answer.answeredBy.displayName, at: shortInstant(answer.answeredAt) })}
        </p>
      )}
    </>
  );
}
