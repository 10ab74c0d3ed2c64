import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import { pagesOf } from "../../../lib/export/pages";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { AsOf } from "../../../ui/state/Loaded";
import { fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { RichText } from "../../../ui/text/RichText";
import { PlanStrip } from "../PlanStrip";
import { filterNames, isFiltered, readFilters, toApiFilter, writeFilters } from "../table/filters";
import { orderOf, possible, readSort, writeSort } from "../table/sorting";
import { actionStatuses, priorities } from "../words";
import styles from "./OverseenPlan.module.css";
import { AllActions, columnsOf, overseenActions } from "./overseenActions";

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
    actions(filter: $filter, orderBy: $orderBy, first: 50, after: $after) { ...OverseenActions_actions }
  }
`);

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
  const { nodes, totalCount, pageInfo } = useFragment(overseenActions, data.actions);
  const filters = readFilters(search);
  const sort = readSort(textOf(search.sort));
  const columns = columnsOf(t, money);
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
          {data.description && (
            <div className={styles.about}>
              <RichText text={data.description} />
            </div>
          )}
        </Card>
      </Section>
      <Section title={t("actions")} count={String(totalCount)}>
        {(totalCount > 0 || isFiltered(filters)) && (
          <FilterBar
            search={{ value: filters.text, onChange: (q) => setSearch({ q }) }}
            onClear={clear}
            file={{
              name: `${t("actions")} ${data.institution.shortName} ${data.code}`,
              caption: t("actions"),
              columns: fileColumns(columns),
              total: totalCount,
              rows: pagesOf(
                AllActions,
                { id: data.id, filter: toApiFilter(filters), orderBy: orderOf(sort) },
                ({ plan: found }) => readFragment(overseenActions, found?.actions),
              ),
            }}
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
            columns={columns}
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
