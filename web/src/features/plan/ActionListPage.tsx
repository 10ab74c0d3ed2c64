import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../gql";
import { pageQuery } from "../../lib/api/pageQuery";
import type { TableFile } from "../../lib/export/columns";
import { useI18n } from "../../lib/i18n";
import { type Search, textOf, useSearchState } from "../../lib/routing/useSearchState";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { SkeletonLines } from "../../ui/state/Skeleton";
import type { ActionRow } from "./fragments";
import { useHere } from "./here";
import { PlanTabs } from "./list/PlanTabs";
import { type Changes, noChanges } from "./live/changes";
import { ActionTable } from "./table/ActionTable";
import { ActionToolbar } from "./table/ActionToolbar";
import { isFiltered, readFilters, toApiFilter } from "./table/filters";
import { SavedViews } from "./table/SavedViews";
import { orderOf, readSort } from "./table/sorting";

export const query = pageQuery(
  graphql(`
    query ActionListPage(
      $tenantId: ID!
      $filter: PlanActionFilter
      $orderBy: PlanActionOrder!
      $after: String
    ) {
      planActions(tenantId: $tenantId, filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
        totalCount
        ...ActionTable_actions
      }
      tenant(id: $tenantId) { id ...SavedViews_tenant }
    }
  `),
  ({ context, search }) => ({
    tenantId: context.tenant?.id ?? "",
    filter: toApiFilter(readFilters(search as Search)),
    // What is late or due first is what one looks for across plans.
    orderBy: orderOf(readSort(textOf(search.sort) || "due")),
  }),
);

/** The actions of the institution across its plans: mine, those that are late, all. */
export function ActionListPage() {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  const [search] = useSearchState();
  const result = query.useResult();
  const [changes] = useState<Changes>(noChanges);
  const filters = readFilters(search);
  const { mine, overdue } = filters;
  const isTabOnly = mine !== overdue || !mine;
  const isNarrowed = !isTabOnly || isFiltered({ ...filters, mine: false, overdue: false });
  const title = mine && !overdue ? t("tabs.mine") : overdue && !mine ? t("tabs.overdue") : t("tabs.all");
  const count = result.data?.planActions.totalCount;

  return (
    <Page
      title={title}
      isAutosaved
      crumbs={[{ label: t("plans.title"), to: `/i/${slug}/plans` }]}
      meta={count !== undefined && <span>{t("actions.count", { count })}</span>}
    >
      <PlanTabs />
      <Loaded result={result} skeleton={<SkeletonLines count={8} />}>
        {({ planActions, tenant }) => {
          const toolbar = (file: TableFile<ActionRow>) => (
            <ActionToolbar hasTable file={file}>
              {tenant !== null && <SavedViews tenant={tenant} onListChanged={result.retry} />}
            </ActionToolbar>
          );
          return (
            <ActionTable
              fileName={title}
              toolbar={planActions.totalCount > 0 || isNarrowed ? toolbar : null}
              actions={planActions}
              changes={changes}
              isStale={result.isStale}
              onMore={result.more}
              onRefresh={result.retry}
              defaultSort="due"
              isFiltered={isNarrowed}
              emptyText={t(mine ? "actions.noneMine" : overdue ? "actions.noneOverdue" : "actions.none")}
              extraColumns={[
                {
                  key: "plan",
                  header: t("plan.plan"),
                  priority: 2,
                  file: { kind: "CODE", value: ({ plan }) => plan.code },
                  cell: ({ plan }) => (
                    <Link to={`/i/${slug}/plans/${plan.id}`} title={plan.title}>
                      {plan.code}
                    </Link>
                  ),
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Page>
  );
}
