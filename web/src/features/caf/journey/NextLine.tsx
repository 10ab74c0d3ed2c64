import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Card } from "../../../ui/layout/Section";
import type { Assessment, Model } from "../fragments";
import { useHere } from "../here";
import { nextOf } from "../steps";
import { titleOf } from "../words";
import styles from "./Journey.module.css";

/** What comes next, in a sentence, with the way there. Acts that bind others have their button above. */
export function NextLine({ assessment, model }: { assessment: Assessment; model: Model }) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const next = nextOf(assessment);
  if (next === null) return null;
  const { id, mine, memberCount, submittedCount, agreedCount } = assessment;
  const base = `/i/${slug}/caf/${id}`;
  if (next.kind === "step") {
    const step = model.steps.find(({ ordinal }) => ordinal === next.ordinal);
    return (
      <Next text={t("next.step", { step: next.ordinal, title: step ? titleOf(step) : "" })}>
        <ButtonLink kind="filled" to={base} search={{ step: String(next.ordinal) }}>
          {t("next.step.open", { step: next.ordinal })}
        </ButtonLink>
      </Next>
    );
  }
  if (next.kind === "score") {
    return (
      <Next text={t("next.score", { done: mine?.completeCount ?? 0 })}>
        <ButtonLink kind="filled" to={`${base}/mine/next`}>
          {t(mine?.completeCount ? "next.score.continue" : "next.score.begin")}
        </ButtonLink>
      </Next>
    );
  }
  if (next.kind === "results" && assessment.status === "CONSENSUS") {
    return (
      <Next text={t("next.consensus", { done: agreedCount })}>
        <ButtonLink kind="filled" to={`${base}/room`}>
          {t("next.consensus.open")}
        </ButtonLink>
        <ButtonLink to={`${base}/results`}>{t("results.open")}</ButtonLink>
      </Next>
    );
  }
  if (next.kind === "results") {
    return (
      <Next text={t("next.results")}>
        <ButtonLink kind="filled" to={`${base}/results`}>
          {t("results.open")}
        </ButtonLink>
      </Next>
    );
  }
  return <Next text={t(`next.${next.kind}`, { done: submittedCount, all: memberCount })} />;
}

function Next({ text, children }: { text: string; children?: React.ReactNode }) {
  const { t } = useI18n("caf");
  return (
    <Card>
      <div className={styles.next}>
        <p>
          <strong>{t("next.title")}</strong> {text}
        </p>
        {children && <div className={`${styles.nextActs} no-print`}>{children}</div>}
      </div>
    </Card>
  );
}
