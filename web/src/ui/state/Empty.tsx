import type { ReactNode } from "react";
import styles from "./Empty.module.css";

/** Why a list is empty, and the one thing to do about it. */
export function Empty({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {action}
    </div>
  );
}
