import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { addDays, todayInBucharest } from "../../lib/format/date";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../../ui/Icon";
import { IconAlertOctagon, IconAlertTriangle } from "../../ui/icons";
import { Progress } from "../../ui/Progress";
import styles from "./PlanStrip.module.css";
import { noFilters, writeFilters } from "./table/filters";
import { openStatuses } from "./words";

const strip = graphql(`
  fragment PlanStrip_plan on Plan { id progress overdueCount dueSoonCount budgetTotal }
`);

/** How the plan stands in one line; each figure opens the actions it counts. */
export function PlanStrip({ plan: given }: { plan: FragmentType<typeof strip> }) {
  const { t } = useI18n("plan");
  const { money } = useFormat();
  const plan = useFragment(strip, given);
  const today = todayInBucharest();
  const soon = { status: [...openStatuses], from: today, to: addDays(today, 7) };
  const rows = (filters: Partial<typeof noFilters>) =>
    ({ view: "table", ...writeFilters({ ...noFilters, ...filters }) }) as never;
  return (
    <ul className={styles.strip}>
      <li>
        <span className="muted">{t("strip.progress")}</span> <Progress value={plan.progress} />
      </li>
      {plan.overdueCount > 0 && (
        <li className={styles.overdue}>
          <Icon of={IconAlertOctagon} size={18} />
          <Link to="." search={rows({ overdue: true })}>
            {t("strip.overdue", { count: plan.overdueCount })}
          </Link>
        </li>
      )}
      {plan.dueSoonCount > 0 && (
        <li>
          <Icon of={IconAlertTriangle} size={18} />
          <Link to="." search={rows(soon)}>
            {t("strip.dueSoon", { count: plan.dueSoonCount })}
          </Link>
        </li>
      )}
      <li>
        <span className="muted">{t("plan.budget")}</span> {money(plan.budgetTotal)}
      </li>
    </ul>
  );
}
