import { Link } from "@tanstack/react-router";
import styles from "./LinkTabs.module.css";
import { useCurrentInSight } from "./useCurrentInSight";

type Props = {
  label: string;
  /** The part of the query string that names the view. */
  param: string;
  current: string;
  tabs: { key: string; label: string }[];
  /** What else of the query string goes when the view changes. */
  without?: string[];
};

/** Several views of one page. They are links: each has its address, and the filters stay. */
export function ViewTabs({ label, param, current, tabs, without = [] }: Props) {
  const search = (key: string) => (before: Record<string, unknown>) => ({
    ...Object.fromEntries(Object.entries(before).filter(([name]) => !without.includes(name))),
    [param]: key,
  });
  const row = useCurrentInSight<HTMLUListElement>(current);
  return (
    <nav aria-label={label} className={`${styles.tabs} no-print`}>
      <ul ref={row} className={styles.list}>
        {tabs.map((tab) => (
          <li key={tab.key}>
            <Link
              to="."
              search={search(tab.key) as never}
              resetScroll={false}
              aria-current={tab.key === current ? "page" : undefined}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
