import { Link, useLocation } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import styles from "../../../ui/layout/LinkTabs.module.css";
import { useCurrentInSight } from "../../../ui/layout/useCurrentInSight";
import { useHere } from "../here";
import { readFilters } from "../table/filters";

/** Plans, and their actions across all plans: mine, late, all. */
export function PlanTabs() {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  const [search] = useSearchState();
  const path = useLocation({ select: (location) => location.pathname });
  const { mine, overdue } = readFilters(search);
  const actions = `/i/${slug}/actions`;
  const isActions = path === actions;
  const tabs = [
    { label: t("plans.title"), to: `/i/${slug}/plans`, search: {}, isCurrent: !isActions },
    { label: t("tabs.mine"), to: actions, search: { mine: "1" }, isCurrent: isActions && mine && !overdue },
    {
      label: t("tabs.overdue"),
      to: actions,
      search: { overdue: "1" },
      isCurrent: isActions && overdue && !mine,
    },
    { label: t("tabs.all"), to: actions, search: {}, isCurrent: isActions && mine === overdue },
  ];
  const row = useCurrentInSight<HTMLUListElement>(tabs.find(({ isCurrent }) => isCurrent)?.label ?? null);
  return (
    <nav aria-label={t("tabs.label")} className={`${styles.tabs} no-print`}>
      <ul ref={row} className={styles.list}>
        {tabs.map(({ label, to, search: parts, isCurrent }) => (
          <li key={label}>
            <Link to={to} search={parts as never} aria-current={isCurrent ? "page" : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
