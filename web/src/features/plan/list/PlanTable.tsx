import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { useHere } from "../here";
import { planKinds, planStatuses } from "../words";
import { isPlanFiltered, readPlanFilters, yearsAround } from "./planFilters";

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
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const { nodes, totalCount, pageInfo } = useFragment(table, plans);
  const filters = readPlanFilters(search);
  const clear = () => setSearch({ q: undefined, status: undefined, kind: undefined, year: undefined });

  if (nodes.length === 0 && !isPlanFiltered(filters)) {
    return <Empty text={t("plans.none")} action={emptyAction} />;
  }
  return (
    <>
      <FilterBar
        search={{ value: filters.text, onChange: (q) => setSearch({ q }) }}
        onClear={clear}
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
          columns={[
            {
              key: "title",
              header: t("plan.plan"),
              cell: ({ id, code, title }) => (
                <Link to={`/i/${slug}/plans/${id}`}>
                  {code} {title}
                </Link>
              ),
            },
            {
              key: "status",
              header: t("column.status"),
              priority: 1,
              cell: ({ status, number: version }) => (
                <>
                  <StatusChip status={status} />{" "}
                  {version > 0 && <span className="muted">{t("plan.version", { number: version })}</span>}
                </>
              ),
            },
            { key: "kind", header: t("plan.kind"), priority: 3, cell: ({ kind }) => t(`kind.${kind}`) },
            {
              key: "period",
              header: t("plan.period"),
              priority: 3,
              cell: ({ periodStart, periodEnd }) => `${shortDate(periodStart)} – ${shortDate(periodEnd)}`,
            },
            {
              key: "owner",
              header: t("plan.owner"),
              priority: 4,
              cell: ({ owner }) => owner?.displayName ?? "–",
            },
            {
              key: "progress",
              header: t("column.progress"),
              priority: 2,
              cell: ({ progress }) => <Progress value={progress} label={t("column.progress")} />,
            },
            {
              key: "actions",
              header: t("actions"),
              priority: 3,
              isNumeric: true,
              cell: ({ statusCounts }) => number(statusCounts.reduce((sum, { count }) => sum + count, 0)),
            },
            {
              key: "overdue",
              header: t("column.overdue"),
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
          ]}
        />
      )}
    </>
  );
}
