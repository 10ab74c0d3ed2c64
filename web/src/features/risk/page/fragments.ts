/** What the page of a risk needs of it: read with the page, each answer and each live event. */
import { graphql } from "../../../gql";
import type { RiskCore_RiskFragment } from "../../../gql/graphql";

export const riskCore = graphql(`
  fragment RiskCore_risk on Risk {
    id
    version
    code
    title
    causes
    consequences
    scale
    inherent { probability impact exposure band }
    residual { probability impact exposure band }
    residualReason
    exposure
    band
    isAboveTolerance
    strategy
    nextReviewOn
    isReviewOverdue
    lastReviewOn
    remarks
    status
    statusReason
    unit { id nameRo nameEn }
    target { id kind code title objectiveTitle objective { id code title } }
    owner { id displayName }
    reviews {
      id
      kind
      reviewedOn
      cause
      isConfirmed
      reviewedBy { id displayName }
      inherentBefore { probability impact exposure band }
      residualBefore { probability impact exposure band }
      inherent { probability impact exposure band }
      residual { probability impact exposure band }
    }
    viewerCan {
      edit { allowed reason }
      review { allowed reason }
      close { allowed reason }
      reopen { allowed reason }
    }
  }
`);

export const riskMeasures = graphql(`
  fragment RiskMeasures_risk on Risk {
    id
    measures {
      id
      code
      title
      status
      progress
      dueOn
      responsible { id displayName }
      plan { id code }
    }
  }
`);

export const riskAlerts = graphql(`
  fragment RiskAlerts_risk on Risk {
    id
    alerts { id code title raisedAt raisedBy { id displayName } }
  }
`);

export type Risk = RiskCore_RiskFragment;

export const RiskAgain = graphql(`
  query RiskAgain($id: ID!) { risk(id: $id) { id ...RiskCore_risk ...RiskMeasures_risk } }
`);
