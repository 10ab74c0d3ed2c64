import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import type { PlanTable_PlansFragment } from "../../../gql/graphql";
import { pagesOf } from "../../../lib/export/pages";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { useHere } from "../here";
import { planKinds, planStatuses } from "../words";
import { isPlanFiltered, readPlanFilters, toApiPlanFilter, yearsAround } from "./planFilters";

const table = graphql(`
  fragment PlanTable_plans on PlanConnection {
    nodes {
      id
      code
      title
      kind
      status
      number
      periodStart
      periodEnd
      progress
      statusCounts { count }
      overdueCount
      owner { id displayName }
    }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

const AllPlans = graphql(`
  query PlansInFile($tenantId: ID!, $filter: PlanFilter, $after: String) {
    plans(tenantId: $tenantId, filter: $filter, orderBy: PERIOD_DESC, first: 100, after: $after) {
      ...PlanTable_plans
    }
  }
`);

type PlanRow = PlanTable_PlansFragment["nodes"][number];

type Props = {
  plans: FragmentType<typeof table>;
  isStale: boolean;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  /** What there is to do while no plan is there at all. */
  emptyAction: ReactNode;
};

/** The register of plans. */
export function PlanTable({ plans, isStale, onMore, emptyAction }: Props) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const { shortDate, number } = useFormat();
  const { id: tenantId, slug } = useHere();
  const [search, setSearch] = useSearchState();
  const { nodes, totalCount, pageInfo } = useFragment(table, plans);
  const filters = readPlanFilters(search);
  const clear = () => setSearch({ q: undefined, status: undefined, kind: undefined, year: undefined });

  const columns: Column<PlanRow>[] = [
    {
      key: "title",
      header: t("plan.plan"),
      file: [
        { title: t("column.code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
      cell: ({ id, code, title }) => (
        <Link to={`/i/${slug}/plans/${id}`}>
          {code} {title}
        </Link>
      ),
    },
    {
      key: "status",
      header: t("column.status"),
      file: [
        { kind: "STATUS", value: ({ status }) => ui(`status.${status}`) },
        { title: t("plan.number"), kind: "WHOLE", value: ({ number: version }) => version || null },
      ],
      priority: 1,
      cell: ({ status, number: version }) => (
        <>
          <StatusChip status={status} />{" "}
          {version > 0 && <span className="muted">{t("plan.version", { number: version })}</span>}
        </>
      ),
    },
    {
      key: "kind",
      header: t("plan.kind"),
      file: { kind: "TEXT", value: ({ kind }) => t(`kind.${kind}`) },
      priority: 3,
      cell: ({ kind }) => t(`kind.${kind}`),
    },
    {
      key: "period",
      header: t("plan.period"),
      file: [
        { title: t("plan.start"), kind: "DATE", value: ({ periodStart }) => periodStart },
        { title: t("plan.end"), kind: "DATE", value: ({ periodEnd }) => periodEnd },
      ],
      priority: 3,
      cell: ({ periodStart, periodEnd }) => `${shortDate(periodStart)} – ${shortDate(periodEnd)}`,
    },
    {
      key: "owner",
      header: t("plan.owner"),
      file: { kind: "TEXT", value: ({ owner }) => owner?.displayName ?? null },
      priority: 4,
      cell: ({ owner }) => owner?.displayName ?? "–",
    },
    {
      key: "progress",
      header: t("column.progress"),
      file: { kind: "PERCENT", value: ({ progress }) => progress },
      priority: 2,
      cell: ({ progress }) => <Progress value={progress} label={t("column.progress")} />,
    },
    {
      key: "actions",
      header: t("actions"),
      file: { kind: "WHOLE", value: countOf },
      priority: 3,
      isNumeric: true,
      cell: ({ statusCounts }) => number(countOf({ statusCounts })),
    },
    {
      key: "overdue",
      header: t("column.overdue"),
      file: { kind: "WHOLE", value: ({ overdueCount }) => overdueCount },
      priority: 2,
      isNumeric: true,
      cell: ({ id, overdueCount }) =>
        overdueCount === 0 ? (
          "0"
        ) : (
          <Link to={`/i/${slug}/plans/${id}`} search={{ view: "table", overdue: "1" } as never}>
            {number(overdueCount)}
          </Link>
        ),
    },
  ];

  if (nodes.length === 0 && !isPlanFiltered(filters)) {
    return <Empty text={t("plans.none")} action={emptyAction} />;
  }
  return (
    <>
      <FilterBar
        search={{ value: filters.text, onChange: (q) => setSearch({ q }) }}
        onClear={clear}
        file={{
          name: t("plans.title"),
          caption: t("plans.title"),
          columns: fileColumns(columns),
          total: totalCount,
          rows: pagesOf(AllPlans, { tenantId, filter: toApiPlanFilter(filters) }, (data) =>
            readFragment(table, data.plans),
          ),
        }}
        filters={[
          {
            key: "status",
            label: t("filter.status"),
            options: planStatuses.map((value) => ({ value, label: ui(`status.${value}`) })),
            chosen: filters.status,
            onChange: (status) => setSearch({ status }),
          },
          {
            key: "kind",
            label: t("plan.kind"),
            options: planKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            chosen: filters.kind,
            onChange: (kind) => setSearch({ kind }),
          },
          {
            key: "year",
            label: t("filter.year"),
            options: yearsAround(todayInBucharest(), filters.year).map((year) => ({
              value: String(year),
              label: String(year),
            })),
            chosen: filters.year === null ? [] : [String(filters.year)],
            onChange: (years) => setSearch({ year: years.at(-1) }),
          },
        ]}
      />
      {nodes.length === 0 ? (
        <Empty text={ui("filter.none")} action={<Button onClick={clear}>{ui("filter.clear")}</Button>} />
      ) : (
        <DataTable
          caption={t("plans.title")}
          rows={nodes}
          rowId={({ id }) => id}
          rowLabel={({ code, title }) => `${code} ${title}`}
          totalCount={totalCount}
          isStale={isStale}
          hasMore={pageInfo.hasNextPage}
          onMore={() => void onMore(pageInfo.endCursor)}
          columns={columns}
        />
      )}
    </>
  );
}

/** All its actions, given-up ones included. */
function countOf({ statusCounts }: Pick<PlanRow, "statusCounts">): number {
  return statusCounts.reduce((sum, { count }) => sum + count, 0);
}
