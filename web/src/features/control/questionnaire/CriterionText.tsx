import { useId } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Facts } from "../../../ui/layout/Facts";
import { StatusChip } from "../../../ui/StatusChip";
import { inLanguage } from "../words";
import styles from "./Criterion.module.css";
import { idOf } from "./completing";
import type { Answer } from "./fragments";
import { Proof } from "./Proof";

/** One criterion for whoever does not answer it, or nobody any more: words instead of fields. */
export function CriterionText({ answer }: { answer: Answer }) {
  const { t } = useI18n("control");
  const { shortInstant } = useFormat();
  const heading = useId();
  const { code, labelRo, labelEn } = answer.criterion;
  return (
    <div id={idOf(code)} tabIndex={-1} role="group" aria-labelledby={heading} className={styles.criterion}>
      <p id={heading} className={styles.question}>
        <span className="muted">{code}</span> {inLanguage(labelRo, labelEn)}
      </p>
      <Facts
        facts={[
          {
            label: t("field.answer"),
            value:
              answer.answer === null ? (
                <StatusChip status="UNANSWERED" label={t("answer.none")} />
              ) : (
                t(`answer.${answer.answer}`)
              ),
          },
          {
            label: t("field.explanation"),
            value: answer.explanation && <span className={styles.text}>{answer.explanation}</span>,
          },
        ]}
      />
      {answer.isTakenOver && (
        <div>
          <StatusChip status="TO_CONFIRM" label={t("takenOver")} />
        </div>
      )}
      <Proof answer={answer} field={null} />
      {answer.answeredBy !== null && answer.answeredAt !== null && (
        <p className="small muted">
          {t("answeredBy", { who: answer.answeredBy.displayName, at: shortInstant(answer.answeredAt) })}
        </p>
      )}
    </div>
  );
}
