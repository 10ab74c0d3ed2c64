import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import styles from "./Criterion.module.css";
import { useSaidBefore } from "./saidBefore";
import type { CriterionFields } from "./useCriterionField";

type Props = { code: string; fields: CriterionFields };

/** What was said the year before; taken over at its criterion it is the person's own answer, and may be changed. */
export function LastYear({ code, fields: { said, why } }: Props) {
  const { t } = useI18n("control");
  const before = useSaidBefore(code);
  if (before === null) return null;
  const { year, answer, explanation } = before;
  return (
    <div className={styles.lastYear}>
      <p className="small">
        <strong>{t("lastYear", { year, answer: t(`answer.${answer}`) })}</strong>
        {explanation !== null && <span className={styles.text}> – {explanation}</span>}
      </p>
      {said.value === null && (
        <Button
          small
          label={t("lastYear.takeOf", { code })}
          onClick={() => {
            said.change(answer);
            if (explanation === null || why.value.trim() !== "") return;
            why.change(explanation);
            why.leave();
          }}
        >
          {t("lastYear.take")}
        </Button>
      )}
    </div>
  );
}
