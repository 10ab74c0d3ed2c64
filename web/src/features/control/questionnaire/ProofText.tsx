import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { useHere } from "../here";
import styles from "./Criterion.module.css";
import type { Answer } from "./fragments";

/** What proves an answer, leading there where that is known: the risk of the register, an address. */
export function ProofText({ answer: { proof, proofRisk } }: { answer: Answer }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  if (proof === null) return null;
  if (proofRisk !== null) {
    return (
      <Link to={`/i/${slug}/risks/${proofRisk.id}`} className={styles.text}>
        {proofRisk.code} {proofRisk.title}
      </Link>
    );
  }
  if (!/^https?:\/\/\S+$/i.test(proof)) return <span className={styles.text}>{proof}</span>;
  return (
    <a href={proof} target="_blank" rel="noreferrer" className={styles.text}>
      {proof}
      <span className="visually-hidden"> {t("proof.newWindow")}</span>
    </a>
  );
}
