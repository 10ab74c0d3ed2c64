import type { ReactNode } from "react";
import styles from "./Facts.module.css";

/** Names and values of one thing; an absent value shows a dash with its word for those who listen. */
export function Facts({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
