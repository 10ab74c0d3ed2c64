import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import { pagesOf } from "../../../lib/export/pages";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { HeatMap } from "../map/HeatMap";
import { riskScales, scaleOf } from "../scale";
import { RiskFilterBar } from "./RiskFilterBar";
import {
  isRiskFiltered,
  noRiskFilters,
  orderIn,
  readRiskFilters,
  stageIn,
  toApiRiskFilter,
} from "./riskFilters";
import { riskRow } from "./riskRow";
import { useRiskColumns } from "./useRiskColumns";

const register = graphql(`
  fragment RiskRegister_tenant on Tenant {
    id
    riskSetting { ...RiskScales_setting }
    riskUnits { unit { id nameRo nameEn } }
    riskTargets { id kind code title }
    riskHeatMap(filter: $around) {
      inherent { probability impact exposure band count }
      residual { probability impact exposure band count }
      unratedCount
    }
    risks(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      totalCount
      nodes { id ...RiskRow_risk }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const AllRisks = graphql(`
  query RisksInFile($id: ID!, $filter: RiskFilter, $orderBy: RiskOrder, $after: String) {
    tenant(id: $id) {
      id
      risks(filter: $filter, orderBy: $orderBy, first: 100, after: $after) {
        totalCount
        nodes { id ...RiskRow_risk }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Props = {
  tenant: FragmentType<typeof register>;
  withMap: boolean;
  changedIds: ReadonlySet<string>;
  isStale: boolean;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  canAdd: boolean;
};

/** The rows of the register that the filters leave, with the heat map above them when it is asked for. */
export function RiskRegister({ tenant, withMap, changedIds, isStale, onMore, canAdd }: Props) {
  const { t } = useI18n("risk");
  const { t: ui } = useI18n("ui");
  const [search, setSearch] = useSearchState();
  const { id, riskSetting, riskUnits, riskTargets, riskHeatMap, risks } = useFragment(register, tenant);
  const scales = readFragment(riskScales, riskSetting);
  const columns = useRiskColumns(scales, { isPast: false });
  const filters = readRiskFilters(search);
  const rows = risks.nodes.map((node) => readFragment(riskRow, node));
  const clear = () => setSearch(noRiskFilters);

  if (risks.totalCount === 0 && !isRiskFiltered(filters)) {
    const add = (
      <Button kind="filled" icon={IconPlus} onClick={() => setSearch({ new: "risk" })}>
        {t("risk.addFirst")}
      </Button>
    );
    return <Empty text={t(canAdd ? "risks.none.add" : "risks.none")} action={canAdd && add} />;
  }
  const variables = { id, filter: toApiRiskFilter(filters), orderBy: orderIn(search) };
  const file = {
    name: t("risks.title"),
    caption: t("risks.title"),
    columns: fileColumns(columns),
    total: risks.totalCount,
    rows: pagesOf(AllRisks, variables, (data) => {
      const list = data.tenant?.risks;
      return list && { ...list, nodes: list.nodes.map((node) => readFragment(riskRow, node)) };
    }),
  };
  return (
    <>
      <RiskFilterBar
        scale={scaleOf(scales)}
        units={riskUnits.map(({ unit }) => unit)}
        targets={riskTargets}
        file={file}
      />
      {withMap && (
        <Section title={t("map.title")}>
          <HeatMap
            matrix={riskHeatMap}
            scale={scaleOf(scales)}
            tolerance={scales.tolerance?.limit ?? null}
            stage={stageIn(search)}
            onStage={(stage) =>
              setSearch({ stage: stage === "INHERENT" ? "inherent" : undefined, p: undefined, i: undefined })
            }
            chosen={filters.cell}
            onChoose={(cell) =>
              setSearch({
                p: cell === null ? undefined : String(cell.probability),
                i: cell === null ? undefined : String(cell.impact),
              })
            }
          />
        </Section>
      )}
      <Section
        title={t(withMap && filters.cell !== null ? "risks.ofMap" : "risks.list")}
        count={String(risks.totalCount)}
      >
        {rows.length === 0 ? (
          <Empty text={ui("filter.none")} action={<Button onClick={clear}>{ui("filter.clear")}</Button>} />
        ) : (
          <DataTable
            caption={t("risks.list")}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowLabel={({ code, title }) => `${code} ${title}`}
            totalCount={risks.totalCount}
            isStale={isStale}
            changedIds={changedIds}
            hasMore={risks.pageInfo.hasNextPage}
            onMore={() => void onMore(risks.pageInfo.endCursor)}
          />
        )}
      </Section>
    </>
  );
}
