import { Link, useLocation } from "@tanstack/react-router";
import styles from "./LinkTabs.module.css";
import { useCurrentInSight } from "./useCurrentInSight";

/** The pages of one area side by side. They are links: each has its address. */
export function LinkTabs({ label, tabs }: { label: string; tabs: { label: string; to: string }[] }) {
  const path = useLocation({ select: (location) => location.pathname });
  const row = useCurrentInSight<HTMLUListElement>(path);
  return (
    <nav aria-label={label} className={`${styles.tabs} no-print`}>
      <ul ref={row} className={styles.list}>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              activeOptions={{ exact: true }}
              aria-current={path === tab.to ? "page" : undefined}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
