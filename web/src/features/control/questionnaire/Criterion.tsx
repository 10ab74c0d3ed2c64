import { useRef } from "react";
import { inLanguage } from "../words";
import styles from "./Criterion.module.css";
import { CriterionFields } from "./CriterionFields";
import { idOf, missingOf } from "./completing";
import type { Answer } from "./fragments";
import { useCriterionFields } from "./useCriterionField";

type Props = { answer: Answer; year: number; questionnaireId: string };

/** One criterion of the list that is answered here. */
export function Criterion({ answer, year, questionnaireId }: Props) {
  const place = useRef<HTMLFieldSetElement>(null);
  const fields = useCriterionFields({ answer, year, questionnaireId });
  const { code, labelRo, labelEn } = answer.criterion;
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
      <CriterionFields answer={answer} fields={fields} place={place} />
    </fieldset>
  );
}
