import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import { pagesOf } from "../../../lib/export/pages";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { FilterBar } from "../../../ui/table/FilterBar";
import { Exposure } from "../Exposure";
import { useHere } from "../here";
import { bandWord, riskScales, type Scales, scaleOf } from "../scale";
import { alertLook, alertStatuses } from "../words";
import { readAlertFilters, toApiAlertFilter } from "./alertFilters";
import { type Alert, alertCore } from "./fragments";

const table = graphql(`
  fragment AlertTable_tenant on Tenant {
    id
    riskSetting { ...RiskScales_setting }
    riskAlerts(filter: $filter, first: 50, after: $after) {
      totalCount
      nodes { id ...AlertCore_alert }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const AllAlerts = graphql(`
  query RiskAlertsInFile($id: ID!, $filter: RiskAlertFilter, $after: String) {
    tenant(id: $id) {
      id
      riskAlerts(filter: $filter, first: 100, after: $after) {
        totalCount
        nodes { id ...AlertCore_alert }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Props = {
  tenant: FragmentType<typeof table>;
  isStale: boolean;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  changedIds: ReadonlySet<string>;
};

/** Alerts with where each of them stands; the title opens it beside the list. */
export function AlertTable({ tenant, isStale, onMore, changedIds }: Props) {
  const { t } = useI18n("risk");
  const { t: ui } = useI18n("ui");
  const [search, setSearch] = useSearchState();
  const { id, riskSetting, riskAlerts } = useFragment(table, tenant);
  const columns = useAlertColumns(readFragment(riskScales, riskSetting));
  const filters = readAlertFilters(search);
  const rows = riskAlerts.nodes.map((node) => readFragment(alertCore, node));
  const clear = () => setSearch({ mine: undefined, status: undefined });
  const isFiltered = filters.mine || filters.status.length > 0;
  if (rows.length === 0 && !isFiltered) return <Empty text={t("alerts.none")} />;
  return (
    <>
      <FilterBar
        onClear={clear}
        file={{
          name: t("alerts.title"),
          caption: t("alerts.title"),
          columns: fileColumns(columns),
          total: riskAlerts.totalCount,
          rows: pagesOf(AllAlerts, { id, filter: toApiAlertFilter(filters) }, (data) => {
            const list = data.tenant?.riskAlerts;
            return list && { ...list, nodes: list.nodes.map((node) => readFragment(alertCore, node)) };
          }),
        }}
        filters={[
          {
            key: "mine",
            label: t("filter.whose"),
            options: [{ value: "1", label: t("filter.mine") }],
            chosen: filters.mine ? ["1"] : [],
            onChange: (mine) => setSearch({ mine }),
          },
          {
            key: "status",
            label: t("filter.status"),
            options: alertStatuses.map((value) => ({ value, label: t(`alert.status.${value}`) })),
            chosen: filters.status,
            onChange: (status) => setSearch({ status }),
          },
        ]}
      />
      {rows.length === 0 ? (
        <Empty text={ui("filter.none")} action={<Button onClick={clear}>{ui("filter.clear")}</Button>} />
      ) : (
        <DataTable
          caption={t("alerts.title")}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={({ code, title }) => `${code} ${title}`}
          totalCount={riskAlerts.totalCount}
          isStale={isStale}
          changedIds={changedIds}
          // The open alert says it beside the list, which has less room then.
          hidden={textOf(search.open) === "" ? [] : ["raised"]}
          hasMore={riskAlerts.pageInfo.hasNextPage}
          onMore={() => void onMore(riskAlerts.pageInfo.endCursor)}
        />
      )}
    </>
  );
}

function useAlertColumns(scales: Scales): Column<Alert>[] {
  const { t } = useI18n("risk");
  const { shortDate } = useFormat();
  const { slug } = useHere();
  const raisedOn = ({ raisedAt }: Alert) => dateInBucharest(new Date(raisedAt));
  return [
    {
      key: "alert",
      header: t("alert"),
      file: [
        { title: t("code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
        { title: t("alert.description"), kind: "TEXT", value: ({ description }) => description },
      ],
      cell: ({ id, code, title }) => (
        <Link
          to="."
          search={((before: object) => ({ ...before, open: id, act: undefined })) as never}
          resetScroll={false}
        >
          {code} {title}
        </Link>
      ),
    },
    {
      key: "status",
      header: t("status"),
      file: { kind: "STATUS", value: ({ status }) => t(`alert.status.${status}`) },
      priority: 1,
      cell: ({ status }) => <StatusChip status={alertLook[status]} label={t(`alert.status.${status}`)} />,
    },
    {
      key: "outcome",
      header: t("alert.outcome"),
      file: { kind: "TEXT", value: ({ risk, reason }) => risk?.code ?? reason },
      priority: 1,
      cell: ({ risk, reason }) =>
        risk === null ? (
          (reason ?? "–")
        ) : (
          <Link to={`/i/${slug}/risks/${risk.id}`}>
            {risk.code} {risk.title}
          </Link>
        ),
    },
    {
      key: "exposure",
      header: t("alert.rating"),
      file: [
        { kind: "WHOLE", value: ({ rating }) => rating.exposure },
        {
          title: t("band"),
          kind: "STATUS",
          value: ({ rating, scale }) => bandWord(scaleOf(scales, scale), rating.band),
        },
      ],
      priority: 3,
      cell: ({ rating, scale }) => (
        <Exposure scale={scaleOf(scales, scale)} exposure={rating.exposure} band={rating.band} />
      ),
    },
    {
      key: "unit",
      header: t("unit"),
      file: { kind: "TEXT", value: ({ unit }) => localName(unit) },
      priority: 3,
      cell: ({ unit }) => localName(unit),
    },
    {
      key: "raised",
      header: t("alert.raisedOn"),
      file: [
        { kind: "DATE", value: raisedOn },
        { title: t("alert.by"), kind: "TEXT", value: ({ raisedBy }) => raisedBy.displayName },
      ],
      priority: 2,
      cell: (row) => t("alert.raisedBy", { who: row.raisedBy.displayName, date: shortDate(raisedOn(row)) }),
    },
  ];
}
