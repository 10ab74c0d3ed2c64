/** The measures for standards that are not implemented: actions of the development programme that close their gap. */
import { graphql } from "../../../gql";
import type { MeasureList_ActionsFragment, Measures_ProgrammeFragment } from "../../../gql/graphql";

export const programmeFields = graphql(`
  fragment Measures_programme on Plan {
    id
    code
    title
    streamCursor
    viewerCan { addAction { allowed reason } }
  }
`);

export const measureFields = graphql(`
  fragment MeasureList_actions on PlanAction {
    id
    code
    title
    status
    progress
    dueOn
    responsible { id displayName }
    unit { id nameRo nameEn }
  }
`);

export const MeasuresLive = graphql(`
  subscription ControlMeasuresLive($planId: ID!, $after: String) {
    planChanged(planId: $planId, after: $after) {
      cursor
      refetch
      deletedActionId
      entry { kind }
      plan { id viewerCan { addAction { allowed reason } } }
      action { id ...MeasureList_actions }
    }
  }
`);

export type Programme = Measures_ProgrammeFragment;
export type Measure = MeasureList_ActionsFragment;

type Gap = { standard: { code: string }; status: string };

/** The standards that lack something, and the one somebody asks about. */
export function gapsOf<One extends Gap>(rows: readonly One[], asked: string): One[] {
  return rows.filter(
    ({ standard, status }) =>
      status === "PARTIALLY_IMPLEMENTED" || status === "NOT_IMPLEMENTED" || standard.code === asked,
  );
}
