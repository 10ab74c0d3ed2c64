import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { RiskListPageQuery } from "../../../gql/graphql";
import { type PageResult, pageQuery } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { type Search, textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { ViewTabs } from "../../../ui/layout/ViewTabs";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere, useOfflineReason } from "../here";
import { NewsBar } from "../live/NewsBar";
import { useRisksLive } from "../live/useRisksLive";
import { RiskTabs } from "../RiskTabs";
import { SettingLine } from "../setting/SettingLine";
import { RegisterDownload } from "./RegisterDownload";
import { RiskRegister } from "./RiskRegister";
import { RiskTiles } from "./RiskTiles";
import { aroundCell, dayIn, orderIn, readRiskFilters, toApiRiskFilter, viewIn, views } from "./riskFilters";
import { UnitTable } from "./UnitTable";

// Code of their own: most visits only read the register as it is.
const NewRisk = lazily(() => import("./NewRisk"), "NewRisk");
const PastRegister = lazily(() => import("./PastRegister"), "PastRegister");

export const query = pageQuery(
  graphql(`
    query RiskListPage(
      $id: ID!
      $filter: RiskFilter
      $around: RiskFilter
      $orderBy: RiskOrder
      $after: String
    ) {
      tenant(id: $id) {
        id
        riskStreamCursor
        viewerCan {
          readRisks { allowed }
          writeRisks { allowed }
        }
        ...SettingLine_tenant
        ...RiskTiles_tenant
        ...UnitTable_tenant
        ...RiskRegister_tenant
      }
    }
  `),
  ({ context, search }) => {
    const filters = readRiskFilters(search as Search);
    return {
      id: context.tenant?.id ?? "",
      filter: toApiRiskFilter(filters),
      around: toApiRiskFilter(aroundCell(filters)),
      orderBy: orderIn(search as Search),
    };
  },
);

/** The register of risks: the list or the heat map, of the institution or of compartments, now or at an earlier day. */
export function RiskListPage() {
  const { t } = useI18n("risk");
  const { id } = useHere();
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const result = query.useResult();
  const tenant = result.data?.tenant;
  const { changes, settle } = useRisksLive({
    tenantId: id,
    of: "risk",
    cursor: tenant?.riskStreamCursor ?? null,
    onRefetch: result.retry,
  });
  const day = dayIn(search, todayInBucharest());
  const isNow = day === null;
  const canWrite = isNow && (tenant?.viewerCan.writeRisks.allowed ?? false);
  const isCreating = canWrite && textOf(search.new) === "risk";

  return (
    <Page
      title={t("risks.title")}
      actions={
        tenant?.viewerCan.readRisks.allowed && (
          <>
            {canWrite && (
              <Button
                kind={isCreating ? "plain" : "filled"}
                icon={IconPlus}
                disabledReason={offline}
                onClick={() => setSearch({ new: "risk" })}
              >
                {t("risk.add")}
              </Button>
            )}
            <RegisterDownload day={day} unitIds={readRiskFilters(search).unit} />
          </>
        )
      }
    >
      <RiskTabs />
      <Loaded result={result} skeleton={<SkeletonLines count={8} />}>
        {({ tenant: found }) =>
          found === null || !found.viewerCan.readRisks.allowed ? (
            <NoAccess />
          ) : day !== null ? (
            <Suspense fallback={<SkeletonLines count={8} />}>
              <PastRegister key={day} day={day} />
            </Suspense>
          ) : (
            <>
              {isCreating && (
                <Card>
                  <FormPanel title={t("risk.add")} onClose={() => setSearch({ new: undefined })}>
                    <Suspense fallback={<SkeletonLines count={8} />}>
                      <NewRisk />
                    </Suspense>
                  </FormPanel>
                </Card>
              )}
              <NewsBar
                count={changes.newsCount}
                onShow={() => {
                  settle();
                  result.retry();
                }}
              />
              <Now tenant={found} result={result} changedIds={new Set(changes.outlined.keys())} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

type NowProps = {
  tenant: NonNullable<RiskListPageQuery["tenant"]>;
  result: PageResult<RiskListPageQuery>;
  changedIds: ReadonlySet<string>;
};

/** The register as it is. */
function Now({ tenant, result, changedIds }: NowProps) {
  const { t } = useI18n("risk");
  const [search] = useSearchState();
  const view = viewIn(search);
  return (
    <>
      <RiskTiles tenant={tenant} />
      <SettingLine tenant={tenant} />
      <ViewTabs
        label={t("views.label")}
        param="view"
        current={view}
        tabs={views.map((key) => ({ key, label: t(`view.${key}`) }))}
        without={["new", "act"]}
      />
      {view === "units" ? (
        <UnitTable tenant={tenant} />
      ) : (
        <RiskRegister
          tenant={tenant}
          withMap={view === "map"}
          changedIds={changedIds}
          isStale={result.isStale}
          onMore={result.more}
          canAdd={tenant.viewerCan.writeRisks.allowed}
        />
      )}
    </>
  );
}
