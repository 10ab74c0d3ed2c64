/** Every action that a list shows, for its file: by the same filters in the same order. */
import { graphql, useFragment as readFragment } from "../../../gql";
import type { ActionTable_ActionsFragment } from "../../../gql/graphql";
import type { PageOf, PageReader } from "../../../lib/export/columns";
import { pagesOf } from "../../../lib/export/pages";
import type { Sort } from "../../../ui/table/columns";
import { type ActionRow, actionCore } from "../fragments";
import { type ActionFilters, toApiFilter } from "./filters";
import { orderOf } from "./sorting";

export const actionTable = graphql(`
  fragment ActionTable_actions on PlanActionConnection {
    nodes { id plan { id code title } ...ActionCore_action }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

const OfPlan = graphql(`
  query PlanActionsInFile($id: ID!, $filter: PlanActionFilter, $orderBy: PlanActionOrder!, $after: String) {
    plan(id: $id) {
      id
      actions(filter: $filter, orderBy: $orderBy, first: 100, after: $after) { ...ActionTable_actions }
    }
  }
`);

const OfTenant = graphql(`
  query ActionsInFile($tenantId: ID!, $filter: PlanActionFilter, $orderBy: PlanActionOrder!, $after: String) {
    planActions(tenantId: $tenantId, filter: $filter, orderBy: $orderBy, first: 100, after: $after) {
      ...ActionTable_actions
    }
  }
`);

/** The actions of a plan, or of the institution when no plan is named. */
export function allActions(
  { tenantId, planId }: { tenantId: string; planId: string | undefined },
  filters: ActionFilters,
  sort: Sort[],
): PageReader<ActionRow> {
  const wanted = { filter: toApiFilter(filters), orderBy: orderOf(sort) };
  if (planId === undefined) {
    return pagesOf(OfTenant, { ...wanted, tenantId }, ({ planActions }) =>
      listed(readFragment(actionTable, planActions)),
    );
  }
  return pagesOf(OfPlan, { ...wanted, id: planId }, ({ plan }) =>
    plan === null ? null : listed(readFragment(actionTable, plan.actions)),
  );
}

function listed({ nodes, ...list }: ActionTable_ActionsFragment): PageOf<ActionRow> {
  return { ...list, nodes: rowsOf(nodes) };
}

/** The rows of a list, each with its plan. */
export function rowsOf(nodes: ActionTable_ActionsFragment["nodes"]): ActionRow[] {
  return nodes.map((node) => ({ ...readFragment(actionCore, node), plan: node.plan }));
}
