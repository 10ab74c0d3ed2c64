import { type ReactNode, useEffect, useId, useRef } from "react";
import { textOf, useSearchState } from "../../lib/routing/useSearchState";
import styles from "./Section.module.css";

type Props = {
  title: string;
  count?: string;
  actions?: ReactNode;
  note?: ReactNode;
  /** Its word in the address: `?part=…` leads to it instead of the top of the page. */
  part?: string;
  children: ReactNode;
};

/** A named part of a page. */
export function Section({ title, count, actions, note, part, children }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [search] = useSearchState();
  const isCalled = part !== undefined && textOf(search.part) === part;

  useEffect(() => {
    if (!isCalled) return;
    // The page's own heading takes the focus first.
    const frame = requestAnimationFrame(() => heading.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isCalled]);

  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.header}>
        <h2 id={id} ref={heading} tabIndex={part === undefined ? undefined : -1}>
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
