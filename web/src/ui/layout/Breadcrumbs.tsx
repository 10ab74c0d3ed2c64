import { Link } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import styles from "./Breadcrumbs.module.css";
import type { Crumb } from "./place";

/** The way here; the page itself is its h1 and not repeated. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useI18n("ui");
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={t("crumbs.label")} className={styles.crumbs}>
      <ol className={styles.list}>
        {crumbs.map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
