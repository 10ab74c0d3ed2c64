import { graphql } from "../../../gql";
import type { ChainObjectiveFragment } from "../../../gql/graphql";
import type { ChainRow } from "./chain";

export const chainObjective = graphql(`
  fragment ChainObjective on ControlObjective {
    id
    kind
    code
    title
    dueOn
    isRetired
    parent { id }
    unit { id nameRo nameEn }
    smartGaps
    achievedPercent
    activities { id code title isRetired unit { id nameRo nameEn } }
    indicators { id name dueOn isRetired achievedPercent activity { id } }
  }
`);

export const objectiveDetail = graphql(`
  fragment ObjectiveDetail on ControlObjective {
    version
    result
    resources
    relevance
    parent { id code title }
    risks { id code title }
    viewerCan {
      update { allowed reason }
      retire { allowed reason }
      addSpecific { allowed reason }
      addActivity { allowed reason }
      addIndicator { allowed reason }
    }
    ...ChainObjective
  }
`);

export const activityDetail = graphql(`
  fragment ActivityDetail on ControlActivity {
    id
    version
    code
    title
    isProcedural
    procedureCode
    procedureApprovedOn
    isRetired
    unit { id nameRo nameEn }
    objective { id code title }
    indicators { id name isRetired achievedPercent }
    risks { id code title }
    viewerCan { update { allowed reason } retire { allowed reason } addIndicator { allowed reason } }
  }
`);

export const indicatorDetail = graphql(`
  fragment IndicatorDetail on ControlIndicator {
    id
    version
    name
    measuredIn
    direction
    baseline
    target
    dueOn
    isRetired
    latest
    latestOn
    achievedPercent
    objective { id code title }
    activity { id code title }
    measurements { id measuredOn value note measuredBy { id displayName } }
    viewerCan { update { allowed reason } retire { allowed reason } measure { allowed reason } }
  }
`);

/** The objectives with what stands under them as rows, each naming the row above it. */
export function rowsOf(objectives: readonly ChainObjectiveFragment[]): ChainRow[] {
  return objectives.flatMap((one): ChainRow[] => [
    {
      id: one.id,
      kind: one.kind,
      parentId: one.parent?.id ?? null,
      code: one.code,
      title: one.title,
      unit: one.unit,
      dueOn: one.dueOn,
      gaps: one.smartGaps,
      achieved: one.achievedPercent,
      isRetired: one.isRetired,
    },
    ...one.activities.map(({ id, code, title, unit, isRetired }) => ({
      id,
      kind: "ACTIVITY" as const,
      parentId: one.id,
      code,
      title,
      unit,
      dueOn: null,
      gaps: [],
      achieved: null,
      isRetired,
    })),
    ...one.indicators.map(({ id, name, dueOn, achievedPercent, activity, isRetired }) => ({
      id,
      kind: "INDICATOR" as const,
      parentId: activity?.id ?? one.id,
      code: null,
      title: name,
      unit: null,
      dueOn,
      gaps: [],
      achieved: achievedPercent,
      isRetired,
    })),
  ]);
}
