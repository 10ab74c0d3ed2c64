import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import type { Risk } from "./fragments";
import styles from "./RiskChain.module.css";

/** From the objective over the activity to the risk that threatens it. */
export function RiskChain({ core: { target, code, title } }: { core: Risk }) {
  const { t } = useI18n("risk");
  return (
    <Section title={t("chain.title")}>
      {target === null ? (
        <p className="muted">{t("chain.none")}</p>
      ) : (
        <ol className={styles.chain}>
          {target.kind === "ACTIVITY" && target.objectiveTitle !== null && (
            <li>
              <span className="small muted">{t("target.OBJECTIVE")}</span>
              <span>{target.objectiveTitle}</span>
            </li>
          )}
          <li>
            <span className="small muted">{t(`target.${target.kind}`)}</span>
            <span>{t("target.named", { code: target.code, title: target.title })}</span>
          </li>
          <li aria-current="true">
            <span className="small muted">{t("risk")}</span>
            <span>{t("target.named", { code, title })}</span>
          </li>
        </ol>
      )}
    </Section>
  );
}
