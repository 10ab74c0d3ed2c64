/** One query for each view of a plan: the frame of the page and the rows of the view. */
import { graphql } from "../../gql";
import type { PlanActionStatus } from "../../gql/graphql";
import { type At, type PageQuery, pageQuery } from "../../lib/api/pageQuery";
import { type Search, textOf } from "../../lib/routing/useSearchState";
import { readFilters, toApiFilter } from "./table/filters";
import { orderOf, readSort } from "./table/sorting";

export const views = ["table", "board", "timeline", "workload", "about"] as const;
export type View = (typeof views)[number];

export function viewIn(search: Record<string, unknown>): View {
  return views.find((view) => view === textOf(search.view)) ?? "table";
}

const PlanTable = graphql(`
  query PlanTable(
    $id: ID!
    $tenantId: ID!
    $hasViews: Boolean!
    $filter: PlanActionFilter
    $orderBy: PlanActionOrder!
    $after: String
  ) {
    plan(id: $id) {
      id
      streamCursor
      ...PlanCore_plan
      table: actions(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
        totalCount
        ...ActionTable_actions
      }
    }
    tenant(id: $tenantId) @include(if: $hasViews) { id ...SavedViews_tenant }
  }
`);

const PlanBoard = graphql(`
  query PlanBoard(
    $id: ID!
    $tenantId: ID!
    $hasViews: Boolean!
    $proposed: PlanActionFilter!
    $approved: PlanActionFilter!
    $inProgress: PlanActionFilter!
    $done: PlanActionFilter!
    $verified: PlanActionFilter!
    $rejected: PlanActionFilter!
    $cancelled: PlanActionFilter!
    $afterProposed: String
    $afterApproved: String
    $afterInProgress: String
    $afterDone: String
    $afterVerified: String
    $afterRejected: String
    $afterCancelled: String
  ) {
    plan(id: $id) {
      id
      streamCursor
      board: id
      ...PlanCore_plan
      ...Board_plan
    }
    tenant(id: $tenantId) @include(if: $hasViews) { id ...SavedViews_tenant }
  }
`);

const PlanTimeline = graphql(`
  query PlanTimeline($id: ID!, $tenantId: ID!, $hasViews: Boolean!, $filter: PlanActionFilter, $after: String) {
    plan(id: $id) {
      id
      streamCursor
      timeline: id
      ...PlanCore_plan
      ...Timeline_plan
    }
    tenant(id: $tenantId) @include(if: $hasViews) { id ...SavedViews_tenant }
  }
`);

const PlanWorkload = graphql(`
  query PlanWorkload($id: ID!) {
    plan(id: $id) {
      id
      streamCursor
      workloadOf: id
      ...PlanCore_plan
      ...Workload_plan
    }
  }
`);

const PlanAbout = graphql(`
  query PlanAbout($id: ID!, $after: String) {
    plan(id: $id) {
      id
      streamCursor
      about: id
      ...PlanCore_plan
      ...PlanAbout_plan
    }
  }
`);

const base = ({ params, context }: At) => ({
  id: params.id ?? "",
  tenantId: context.tenant?.id ?? "",
  // A guest reads the granted plan, not the views of the institution.
  hasViews: context.tenant?.isGuest === false,
});
const filterOf = (at: At) => toApiFilter(readFilters(at.search as Search));

/** The filters of a column: those of the page, with its own status. */
function columnFilters(at: At) {
  const filter = filterOf(at);
  const only = (status: PlanActionStatus) => ({ ...filter, status: [status] });
  return {
    proposed: only("PROPOSED"),
    approved: only("APPROVED"),
    inProgress: only("IN_PROGRESS"),
    done: only("DONE"),
    verified: only("VERIFIED_EFFECTIVE"),
    rejected: only("REJECTED"),
    cancelled: only("CANCELLED"),
  };
}

export const boardVariables = (at: At) => ({ ...base(at), ...columnFilters(at) });

export const planQueries = {
  table: pageQuery(PlanTable, (at) => ({
    ...base(at),
    filter: filterOf(at),
    orderBy: orderOf(readSort(textOf(at.search.sort))),
  })),
  board: pageQuery(PlanBoard, boardVariables),
  timeline: pageQuery(PlanTimeline, (at) => ({ ...base(at), filter: filterOf(at) })),
  workload: pageQuery(PlanWorkload, ({ params }) => ({ id: params.id ?? "" })),
  about: pageQuery(PlanAbout, ({ params }) => ({ id: params.id ?? "" })),
};

export { PlanBoard };

/** What the router starts before the page is there: the query of the view in the address. */
export const planQuery: Pick<PageQuery<unknown>, "prefetch"> = {
  prefetch: (at) => planQueries[viewIn(at.search)].prefetch(at),
};
