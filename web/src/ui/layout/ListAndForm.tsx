import type { ReactNode } from "react";
import styles from "./ListAndForm.module.css";

/** Administration: the list left, the form of what is chosen right; on a phone the form comes first. */
export function ListAndForm({ list, form }: { list: ReactNode; form: ReactNode | null }) {
  return (
    <div className={styles.both} data-open={form !== null}>
      <div className={styles.list}>{list}</div>
      {form !== null && <div className={styles.form}>{form}</div>}
    </div>
  );
}
