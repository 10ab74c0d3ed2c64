import { Link } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { ReleasedPlanRows_PlansFragment } from "../../../gql/graphql";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import type { Column } from "../../../ui/table/columns";

export const releasedPlanRows = graphql(`
  fragment ReleasedPlanRows_plans on PlanConnection {
    nodes {
      id
      code
      title
      status
      progress
      overdueCount
      budgetTotal
      periodStart
      periodEnd
      releasedAt
      institution { slug shortName }
    }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

type Plan = ReleasedPlanRows_PlansFragment["nodes"][number];

/** A released plan among those of all institutions. */
export function useReleasedColumns(): Column<Plan>[] {
  const { t } = useI18n("tenancy");
  const { t: ui } = useI18n("ui");
  const { number, shortInstant, shortDate, money } = useFormat();
  return [
    {
      key: "title",
      header: t("scorecard.plan"),
      file: [
        { title: t("unit.code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
      cell: ({ id, code, title }) => (
        <Link to={`../plans/${id}`}>
          {code} {title}
        </Link>
      ),
    },
    {
      key: "institution",
      header: t("scorecard.institution"),
      file: { kind: "TEXT", value: ({ institution }) => institution.shortName },
      priority: 2,
      cell: ({ institution }) => institution.shortName,
    },
    {
      key: "period",
      header: t("scorecard.period"),
      file: [
        { title: t("scorecard.start"), kind: "DATE", value: ({ periodStart }) => periodStart },
        { title: t("scorecard.until"), kind: "DATE", value: ({ periodEnd }) => periodEnd },
      ],
      priority: 5,
      cell: ({ periodStart, periodEnd }) => `${shortDate(periodStart)} – ${shortDate(periodEnd)}`,
    },
    {
      key: "status",
      header: t("scorecard.status"),
      file: { kind: "STATUS", value: ({ status }) => ui(`status.${status}`) },
      priority: 1,
      cell: ({ status }) => <StatusChip status={status} />,
    },
    {
      key: "progress",
      header: t("scorecard.progress"),
      file: { kind: "PERCENT", value: (plan) => plan.progress },
      priority: 2,
      cell: (plan) => <Progress value={plan.progress} />,
    },
    {
      key: "overdue",
      header: t("scorecard.overdue"),
      file: { kind: "WHOLE", value: (plan) => plan.overdueCount },
      priority: 3,
      isNumeric: true,
      cell: (plan) => number(plan.overdueCount),
    },
    {
      key: "budget",
      header: t("scorecard.budget"),
      file: { kind: "MONEY", value: ({ budgetTotal }) => budgetTotal },
      priority: 4,
      isNumeric: true,
      cell: ({ budgetTotal }) => money(budgetTotal),
    },
    {
      key: "released",
      header: t("scorecard.data"),
      file: { kind: "DATE", value: ({ releasedAt }) => dayOf(releasedAt) },
      priority: 3,
      cell: ({ releasedAt }) => (releasedAt === null ? "–" : shortInstant(releasedAt)),
    },
  ];
}

function dayOf(instant: string | null): string | null {
  return instant === null ? null : dateInBucharest(new Date(instant));
}
