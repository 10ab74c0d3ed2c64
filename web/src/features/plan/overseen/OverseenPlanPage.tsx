import type { ReactNode } from "react";
import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { type Purpose, purpose } from "../../../lib/purpose";
import { type Search, textOf } from "../../../lib/routing/useSearchState";
import { useStore } from "../../../lib/store";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { readFilters, toApiFilter } from "../table/filters";
import { orderOf, readSort } from "../table/sorting";
import { OverseenPlan } from "./OverseenPlan";
import { PurposeQuestion } from "./PurposeQuestion";
import { useConsultation } from "./useConsultation";

export const query = pageQuery(
  graphql(`
    query OverseenPlanPage(
      $id: ID!
      $filter: PlanActionFilter
      $orderBy: PlanActionOrder!
      $after: String
    ) {
      plan(id: $id) { id viewerCan { consult { allowed } } ...OverseenPlan_plan }
    }
  `),
  ({ params, search }) => ({
    id: params.id ?? "",
    filter: toApiFilter(readFilters(search as Search)),
    orderBy: orderOf(readSort(textOf(search.sort))),
  }),
);

/** A plan that an institution released, as the mayor's office reads it. Nothing here can be changed. */
export function OverseenPlanPage() {
  const why = useStore(purpose);
  const result = query.useResult();
  if (why === null) return <PurposeQuestion />;
  return (
    <Loaded result={result} skeleton={<SkeletonLines count={8} />}>
      {({ plan }) =>
        plan === null ? (
          <NoAccess />
        ) : plan.viewerCan.consult.allowed ? (
          <OnRecord id={plan.id} purpose={why}>
            <OverseenPlan plan={plan} more={result.more} isStale={result.isStale} />
          </OnRecord>
        ) : (
          <OverseenPlan plan={plan} more={result.more} isStale={result.isStale} />
        )
      }
    </Loaded>
  );
}

/** Shows a plan of somebody else's institution once its journal has that one looks at it. */
function OnRecord({ id, purpose, children }: { id: string; purpose: Purpose; children: ReactNode }) {
  const { isDone, error, retry } = useConsultation(id, purpose);
  if (isDone) return children;
  return error === null ? <SkeletonLines count={8} /> : <ErrorBox error={error} onRetry={retry} />;
}
