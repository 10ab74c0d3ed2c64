import { Suspense } from "react";
import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { type Search, textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { ButtonLink } from "../../../ui/Button";
import { IconFlag } from "../../../ui/icons";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere } from "../here";
import { NewsBar } from "../live/NewsBar";
import { useRisksLive } from "../live/useRisksLive";
import { RiskTabs } from "../RiskTabs";
import { AlertTable } from "./AlertTable";
import { readAlertFilters, toApiAlertFilter } from "./alertFilters";

// An alert with what may be done about it is code of its own.
const AlertPanel = lazily(() => import("./AlertPanel"), "AlertPanel");

export const query = pageQuery(
  graphql(`
    query RiskAlertListPage($id: ID!, $filter: RiskAlertFilter, $after: String) {
      tenant(id: $id) {
        id
        riskStreamCursor
        viewerCan { readRisks { allowed } raiseRiskAlert { allowed } }
        ...AlertTable_tenant
      }
    }
  `),
  ({ context, search }) => ({
    id: context.tenant?.id ?? "",
    filter: toApiAlertFilter(readAlertFilters(search as Search)),
  }),
);

/** The alerts one has to do with: one's own, and those of the compartments one answers for. */
export function RiskAlertListPage() {
  const { t } = useI18n("risk");
  const { id, slug } = useHere();
  const [search, setSearch] = useSearchState();
  const result = query.useResult();
  const tenant = result.data?.tenant;
  const { changes, settle } = useRisksLive({
    tenantId: id,
    of: "riskAlert",
    cursor: tenant?.riskStreamCursor ?? null,
    onRefetch: result.retry,
  });
  const open = textOf(search.open);
  return (
    <Page
      title={t("alerts.title")}
      crumbs={[{ label: t("risks.title"), to: `/i/${slug}/risks` }]}
      actions={
        tenant?.viewerCan.raiseRiskAlert.allowed && (
          <ButtonLink
            kind={open === "" ? "filled" : "plain"}
            icon={IconFlag}
            to={`/i/${slug}/risks/alerts/new`}
          >
            {t("alert.raise")}
          </ButtonLink>
        )
      }
    >
      <RiskTabs />
      <p>{t("alerts.intro")}</p>
      <Loaded result={result} skeleton={<SkeletonLines count={6} />}>
        {({ tenant: found }) =>
          found === null || !found.viewerCan.readRisks.allowed ? (
            <NoAccess />
          ) : (
            <>
              <NewsBar
                count={changes.newsCount}
                isOfAlerts
                onShow={() => {
                  settle();
                  result.retry();
                }}
              />
              <ListAndForm
                list={
                  <AlertTable
                    tenant={found}
                    isStale={result.isStale}
                    onMore={result.more}
                    changedIds={new Set(changes.outlined.keys())}
                  />
                }
                form={
                  open === "" ? null : (
                    <Suspense fallback={<SkeletonLines count={6} />}>
                      <AlertPanel
                        key={open}
                        id={open}
                        onClose={() => setSearch({ open: undefined, act: undefined })}
                      />
                    </Suspense>
                  )
                }
              />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
