import { Link, useLocation } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import styles from "./Breadcrumbs.module.css";
import type { Crumb } from "./place";

/** The way here; the page itself is its h1 and not repeated. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useI18n("ui");
  const path = useLocation({ select: (location) => location.pathname });
  const above = crumbs.filter(({ to }) => to !== path);
  if (above.length === 0) return null;
  return (
    <nav aria-label={t("crumbs.label")} className={`${styles.crumbs} no-print`}>
      <ol className={styles.list}>
        {above.map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
