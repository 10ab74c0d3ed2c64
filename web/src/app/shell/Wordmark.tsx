import { Link } from "@tanstack/react-router";
import styles from "./Wordmark.module.css";

/** The product's name, leading to the first page. */
export function Wordmark() {
  return (
    <Link to="/" className={styles.wordmark}>
      <img src="/icon.svg" alt="" width="28" height="28" />
      <span className={styles.word}>Calitas</span>
    </Link>
  );
}
