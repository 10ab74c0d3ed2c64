import { Suspense } from "react";
import { graphql } from "../../gql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { type Search, textOf, useSearchState } from "../../lib/routing/useSearchState";
import { Button } from "../../ui/Button";
import { IconPlus } from "../../ui/icons";
import { ListAndForm } from "../../ui/layout/ListAndForm";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { lazily } from "../../ui/state/lazily";
import { SkeletonLines } from "../../ui/state/Skeleton";
import { useOfflineReason } from "./here";
import { PlanTable } from "./list/PlanTable";
import { PlanTabs } from "./list/PlanTabs";
import { PlanTiles } from "./list/PlanTiles";
import { isPlanFiltered, readPlanFilters, toApiPlanFilter } from "./list/planFilters";

export const query = pageQuery(
  graphql(`
    query PlanListPage($tenantId: ID!, $filter: PlanFilter, $after: String) {
      plans(tenantId: $tenantId, filter: $filter, orderBy: PERIOD_DESC, first: 50, after: $after) {
        totalCount
        ...PlanTable_plans
      }
      tenant(id: $tenantId) {
        id
        viewerCan { createPlan { allowed } }
        ...PlanTiles_tenant
      }
    }
  `),
  ({ context, search }) => ({
    tenantId: context.tenant?.id ?? "",
    filter: toApiPlanFilter(readPlanFilters(search as Search)),
  }),
);

const NewPlan = lazily(() => import("./list/NewPlan"), "NewPlan");

/** The register of plans with how they stand together. */
export function PlanListPage() {
  const { t } = useI18n("plan");
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const result = query.useResult();
  const count = result.data?.plans.totalCount;
  const canCreate = result.data?.tenant?.viewerCan.createPlan.allowed ?? false;
  const begin = () => setSearch({ new: "plan" });
  const isCreating = textOf(search.new) === "plan" && canCreate;
  // The first plan is begun where the plans will be.
  const isBare = count === 0 && !isPlanFiltered(readPlanFilters(search));
  const beginButton = (label: string) => (
    <Button kind={isCreating ? "plain" : "filled"} icon={IconPlus} disabledReason={offline} onClick={begin}>
      {label}
    </Button>
  );

  return (
    <Page
      title={t("plans.title")}
      meta={count !== undefined && <span>{t("plans.count", { count })}</span>}
      actions={canCreate && !isBare && beginButton(t("plan.new"))}
    >
      <PlanTabs />
      <Loaded result={result} skeleton={<SkeletonLines count={8} />}>
        {({ plans, tenant }) => (
          <>
            {tenant !== null && <PlanTiles tenant={tenant} />}
            <ListAndForm
              form={
                isCreating ? (
                  <Suspense fallback={<SkeletonLines count={6} />}>
                    <NewPlan />
                  </Suspense>
                ) : null
              }
              list={
                <PlanTable
                  plans={plans}
                  isStale={result.isStale}
                  onMore={result.more}
                  emptyAction={canCreate && beginButton(t("plan.first"))}
                />
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
