/** What every view of a plan needs of it and of its actions: read with each page, each answer and each live event. */
import { graphql } from "../../gql";
import type { ActionCore_ActionFragment, PlanCore_PlanFragment } from "../../gql/graphql";

export const planCore = graphql(`
  fragment PlanCore_plan on Plan {
    id
    code
    kind
    title
    description
    periodStart
    periodEnd
    status
    statusReason
    number
    version
    approvedAt
    releasedAt
    progress
    actionCount
    overdueCount
    dueSoonCount
    budgetTotal
    ...PlanStrip_plan
    statusCounts { status count }
    unit { id nameRo nameEn }
    owner { id displayName }
    submittedBy { id displayName }
    approvedBy { id displayName }
    viewerCan {
      update { allowed reason }
      submit { allowed reason }
      approve { allowed reason }
      returnToDraft { allowed reason }
      revise { allowed reason }
      release { allowed reason }
      close { allowed reason }
      cancel { allowed reason }
      addAction { allowed reason }
      comment { allowed reason }
    }
  }
`);

/** What a change of an action may change in its plan. */
export const planFigures = graphql(`
  fragment PlanFigures_plan on Plan {
    id
    version
    progress
    actionCount
    overdueCount
    dueSoonCount
    budgetTotal
    statusCounts { status count }
    viewerCan { close { allowed reason } }
  }
`);

export const actionCore = graphql(`
  fragment ActionCore_action on PlanAction {
    id
    code
    title
    description
    status
    statusReason
    impact
    effort
    priority
    budget
    startOn
    dueOn
    isOverdue
    progress
    boardRank
    commentCount
    version
    responsible { id displayName }
    unit { id nameRo nameEn }
    nextStatuses { status allowed reason needsReason }
    viewerCan {
      define { allowed reason }
      report { allowed reason }
      place { allowed reason }
      delete { allowed reason }
    }
  }
`);

export type PlanCore = PlanCore_PlanFragment;
export type ActionCore = ActionCore_ActionFragment;

/** An action in a list of actions of several plans. */
export type ActionRow = ActionCore & { plan: { id: string; code: string; title: string } };
