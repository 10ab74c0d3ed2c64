import { type ReactNode, useId } from "react";
import styles from "./Section.module.css";

type Props = { title: string; count?: string; actions?: ReactNode; note?: ReactNode; children: ReactNode };

/** A named part of a page. */
export function Section({ title, count, actions, note, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.header}>
        <h2 id={id}>
          {title}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </h2>
        {actions && <div className="row no-print">{actions}</div>}
      </div>
      {note && <p className="muted">{note}</p>}
      {children}
    </section>
  );
}

/** A calm box on the page ground. */
export function Card({ children }: { children: ReactNode }) {
  return <div className={styles.card}>{children}</div>;
}
