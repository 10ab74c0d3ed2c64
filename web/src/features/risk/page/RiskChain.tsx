import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../../lib/i18n";
import { addressOf } from "../../../lib/routing/address";
import { Section } from "../../../ui/layout/Section";
import { useHere } from "../here";
import type { Risk } from "./fragments";
import styles from "./RiskChain.module.css";

const typeOf = { OBJECTIVE: "ControlObjective", ACTIVITY: "ControlActivity" } as const;

/** From the objective over the activity to the risk that threatens it. */
export function RiskChain({ core: { target, code, title } }: { core: Risk }) {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  if (target === null) {
    return (
      <Section title={t("chain.title")}>
        <p className="muted">{t("chain.none")}</p>
      </Section>
    );
  }
  const name = t("target.named", { code: target.code, title: target.title });
  const address = addressOf({ __typename: typeOf[target.kind], id: target.id }, slug);
  // Without a page of its own it is called by its name.
  const hasPage = address !== addressOf({ __typename: "", id: "" }, slug);
  return (
    <Section title={t("chain.title")}>
      <ol className={styles.chain}>
        {target.kind === "ACTIVITY" && target.objectiveTitle !== null && (
          <Step label={t("target.OBJECTIVE")}>
            {target.objective === null ? (
              target.objectiveTitle
            ) : (
              <Link to={addressOf({ __typename: "ControlObjective", id: target.objective.id }, slug)}>
                {t("target.named", { code: target.objective.code, title: target.objective.title })}
              </Link>
            )}
          </Step>
        )}
        <Step label={t(`target.${target.kind}`)}>
          {hasPage ? <Link to={address}>{name}</Link> : name}
          <Link className="small" to={`/i/${slug}/risks`} search={{ target: target.id } as never}>
            {t("chain.risks")}
          </Link>
        </Step>
        <Step label={t("risk")} isHere>
          {t("target.named", { code, title })}
        </Step>
      </ol>
    </Section>
  );
}

function Step({ label, isHere, children }: { label: string; isHere?: boolean; children: ReactNode }) {
  return (
    <li aria-current={isHere}>
      <span className="small muted">{label}</span>
      {children}
    </li>
  );
}
