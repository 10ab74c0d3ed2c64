import { useFormat } from "../lib/format/useFormat";
import styles from "./Progress.module.css";

/** Whole per cent as figure and bar; the figure is what counts, the bar is its picture. */
export function Progress({ value, label }: { value: number; label?: string }) {
  const { percent } = useFormat();
  return (
    <span className={styles.progress}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${Math.min(100, Math.max(0, value))}%` }} />
      </span>
      <span>
        {label !== undefined && <span className="visually-hidden">{label} </span>}
        {percent(value)}
      </span>
    </span>
  );
}
