import type { Autosaved } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import styles from "./Criterion.module.css";
import { useSaidBefore } from "./saidBefore";
import type { CriterionFields } from "./useCriterionField";

type Props = { code: string; fields: CriterionFields };

/** What was said the year before; taken over at its criterion it is the person's own answer, and may be changed. */
export function LastYear({ code, fields: { said, why, proof } }: Props) {
  const { t } = useI18n("control");
  const before = useSaidBefore(code);
  if (before === null) return null;
  const { year, answer, explanation } = before;

  function take() {
    said.change(answer);
    fill(why, explanation);
    fill(proof, before?.proof ?? null);
  }

  return (
    <div className={styles.lastYear}>
      <p className="small">
        <strong>{t("lastYear", { year, answer: t(`answer.${answer}`) })}</strong>
        {explanation !== null && <span className={styles.text}> – {explanation}</span>}
      </p>
      {said.value === null && (
        <Button small label={t("lastYear.takeOf", { code })} onClick={take}>
          {t("lastYear.take")}
        </Button>
      )}
    </div>
  );
}

/** What somebody has written already stays. */
function fill(field: Autosaved<string>, text: string | null): void {
  if (text === null || field.value.trim() !== "") return;
  field.change(text);
  field.leave();
}
