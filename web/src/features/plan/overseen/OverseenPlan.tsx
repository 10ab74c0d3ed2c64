import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { OverseenPlan_PlanFragment } from "../../../gql/graphql";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { type Say, useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Deadline } from "../../../ui/Deadline";
import { Facts } from "../../../ui/layout/Facts";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { AsOf } from "../../../ui/state/Loaded";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { ActionStatus } from "../ActionStatus";
import { PlanStrip } from "../PlanStrip";
import { filterNames, isFiltered, readFilters, writeFilters } from "../table/filters";
import { possible, readSort, writeSort } from "../table/sorting";
import { actionStatuses, isSettled, priorities } from "../words";
import styles from "./OverseenPlan.module.css";

const overseen = graphql(`
  fragment OverseenPlan_plan on Plan {
    id
    code
    title
    description
    kind
    status
    number
    periodStart
    periodEnd
    approvedAt
    releasedAt
    actionCount
    institution { slug nameRo nameEn shortName }
    ...PlanStrip_plan
    actions(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      totalCount
      nodes {
        id
        code
        title
        description
        status
        dueOn
        progress
        priority
        budget
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

type Action = OverseenPlan_PlanFragment["actions"]["nodes"][number];

type Props = {
  plan: FragmentType<typeof overseen>;
  isStale: boolean;
  more: (cursor: string | null | undefined) => Promise<void>;
};

/** How the plan stands, what it is, its released actions; then the line where oversight ends. */
export function OverseenPlan({ plan, isStale, more }: Props) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const { shortDate, longDate, money } = useFormat();
  const [search, setSearch] = useSearchState();
  const data = useFragment(overseen, plan);
  const { nodes, totalCount, pageInfo } = data.actions;
  const filters = readFilters(search);
  const sort = readSort(textOf(search.sort));
  const day = (at: string | null) => at && longDate(dateInBucharest(new Date(at)));
  const clear = () => setSearch(Object.fromEntries(filterNames.map((name) => [name, undefined])));

  return (
    <Page
      title={data.title}
      code={data.code}
      meta={
        <>
          <StatusChip status={data.status} />
          {data.number > 0 && <span>{t("plan.version", { number: data.number })}</span>}
          <span>{localName(data.institution)}</span>
          <span>{t("actions.count", { count: data.actionCount })}</span>
          <AsOf at={new Date().toISOString()} />
        </>
      }
    >
      <PlanStrip plan={data} />
      <Section title={t("about.title")}>
        <Card>
          <Facts
            facts={[
              { label: t("plan.kind"), value: t(`kind.${data.kind}`) },
              {
                label: t("plan.period"),
                value: `${shortDate(data.periodStart)} – ${shortDate(data.periodEnd)}`,
              },
              { label: t("plan.approved"), value: day(data.approvedAt) },
              { label: t("plan.released"), value: day(data.releasedAt) },
            ]}
          />
          {data.description && <p className={styles.about}>{data.description}</p>}
        </Card>
      </Section>
      <Section title={t("actions")} count={String(totalCount)}>
        {(totalCount > 0 || isFiltered(filters)) && (
          <FilterBar
            search={{ value: filters.text, onChange: (q) => setSearch({ q }) }}
            onClear={clear}
            filters={[
              {
                key: "status",
                label: t("filter.status"),
                options: actionStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
                chosen: filters.status,
                onChange: (status) => setSearch({ status }),
              },
              {
                key: "only",
                label: t("filter.only"),
                options: [{ value: "overdue", label: t("filter.overdue") }],
                chosen: filters.overdue ? ["overdue"] : [],
                onChange: (only) => setSearch(writeFilters({ ...filters, overdue: only.length > 0 })),
              },
              {
                key: "priority",
                label: t("filter.priority"),
                options: priorities.map((value) => ({ value, label: t(`priority.${value}`) })),
                chosen: filters.priority,
                onChange: (priority) => setSearch({ priority }),
              },
            ]}
          />
        )}
        {nodes.length === 0 ? (
          isFiltered(filters) ? (
            <Empty text={ui("filter.none")} action={<Button onClick={clear}>{ui("filter.clear")}</Button>} />
          ) : (
            <Empty text={t("overseen.none")} />
          )
        ) : (
          <DataTable
            caption={t("actions")}
            columns={columnsOf(t, money)}
            rows={nodes}
            rowId={({ id }) => id}
            rowLabel={({ code, title }) => `${code} ${title}`}
            totalCount={totalCount}
            isStale={isStale}
            sort={sort}
            onSort={(wished) => setSearch({ sort: writeSort(possible(wished, sort)) })}
            hasMore={pageInfo.hasNextPage}
            onMore={() => void more(pageInfo.endCursor)}
          />
        )}
      </Section>
      <p className={styles.end}>{t("overseen.end")}</p>
    </Page>
  );
}

function columnsOf(t: Say<"plan">, money: (amount: string) => string): Column<Action>[] {
  return [
    {
      key: "title",
      header: t("column.title"),
      sortKey: "title",
      cell: ({ code, title, description }) => (
        <>
          <span className={styles.code}>{code}</span> {title}
          {description && <span className={styles.description}>{description}</span>}
        </>
      ),
    },
    {
      key: "status",
      header: t("column.status"),
      sortKey: "status",
      priority: 1,
      cell: ({ status }) => <ActionStatus status={status} />,
    },
    {
      key: "due",
      header: t("column.due"),
      sortKey: "due",
      priority: 1,
      cell: ({ dueOn, status }) =>
        dueOn === null ? "–" : <Deadline dueOn={dueOn} isSettled={isSettled(status)} isBare />,
    },
    {
      key: "progress",
      header: t("column.progress"),
      sortKey: "progress",
      priority: 2,
      cell: ({ progress }) => <Progress value={progress} label={t("column.progress")} />,
    },
    {
      key: "priority",
      header: t("column.priority"),
      sortKey: "priority",
      priority: 4,
      cell: ({ priority }) => (priority === null ? "–" : t(`priority.${priority}`)),
    },
    {
      key: "budget",
      header: t("column.budget"),
      sortKey: "budget",
      priority: 3,
      isNumeric: true,
      cell: ({ budget }) => (budget === null ? "–" : money(budget)),
    },
  ];
}
