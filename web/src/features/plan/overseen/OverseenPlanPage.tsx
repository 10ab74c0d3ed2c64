import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { purpose } from "../../../lib/purpose";
import { type Search, textOf } from "../../../lib/routing/useSearchState";
import { useStore } from "../../../lib/store";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { readFilters, toApiFilter } from "../table/filters";
import { orderOf, readSort } from "../table/sorting";
import { OverseenPlan } from "./OverseenPlan";
import { PurposeQuestion } from "./PurposeQuestion";

export const query = pageQuery(
  graphql(`
    query OverseenPlanPage(
      $id: ID!
      $filter: PlanActionFilter
      $orderBy: PlanActionOrder!
      $after: String
    ) {
      plan(id: $id) { id ...OverseenPlan_plan }
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
        ) : (
          <OverseenPlan plan={plan} more={result.more} isStale={result.isStale} />
        )
      }
    </Loaded>
  );
}
