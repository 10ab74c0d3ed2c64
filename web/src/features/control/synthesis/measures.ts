/** The measures for standards that are not implemented: actions of the development programme that name the standard. */
import { graphql } from "../../../gql";
import type { ControlMeasuresQuery } from "../../../gql/graphql";

export const MeasuresQuery = graphql(`
  query ControlMeasures($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) { id viewerCan { createPlan { allowed } } }
    plans(tenantId: $tenantId, filter: { kind: [CONTROL_DEVELOPMENT] }, first: 100) {
      nodes { id code title status periodStart periodEnd streamCursor viewerCan { addAction { allowed reason } } }
    }
    planActions(tenantId: $tenantId, filter: { sourceKind: [CONTROL_GAP] }, first: 100, after: $after) {
      nodes {
        id
        code
        title
        status
        progress
        dueOn
        isOverdue
        source { kind reference }
        responsible { id displayName }
        unit { id nameRo nameEn }
        plan { id code }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const MeasuresLive = graphql(`
  subscription ControlMeasuresLive($planId: ID!, $after: String) {
    planChanged(planId: $planId, after: $after) {
      cursor
      refetch
      deletedActionId
      entry { kind }
      plan { id status viewerCan { addAction { allowed reason } } }
      action { id title status progress dueOn isOverdue source { kind reference } responsible { id displayName } }
    }
  }
`);

export type Programme = ControlMeasuresQuery["plans"]["nodes"][number];
export type Measure = ControlMeasuresQuery["planActions"]["nodes"][number];

type Dated = { status: string; periodStart: string; periodEnd: string };

/** The programme that takes measures after a reported year: not ended, begun latest; one that may be added to first. */
export function programmeOf<One extends Dated & { viewerCan: { addAction: { allowed: boolean } } }>(
  plans: One[],
  year: number,
): One | null {
  const open = plans
    .filter(
      ({ status, periodEnd }) => status !== "CLOSED" && status !== "CANCELLED" && periodEnd > `${year}-12-31`,
    )
    .toSorted((one, other) => other.periodStart.localeCompare(one.periodStart));
  return open.find(({ viewerCan }) => viewerCan.addAction.allowed) ?? open[0] ?? null;
}

/** Whether a reference names a standard: `S09`, `S9`, `9`, or a criterion of it, `9.2`. */
export function namesStandard(reference: string | null, number: number): boolean {
  const found = /^\s*(?:S\s*0?|0)?(\d{1,2})(?!\d)/i.exec(reference ?? "");
  return found !== null && Number(found[1]) === number;
}
