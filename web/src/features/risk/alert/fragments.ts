/** What the list of alerts and one alert need: read with the page, each answer and each live event. */
import { graphql } from "../../../gql";
import type { AlertCore_AlertFragment } from "../../../gql/graphql";

export const alertCore = graphql(`
  fragment AlertCore_alert on RiskAlert {
    id
    version
    code
    title
    description
    causes
    consequences
    scale
    rating { probability impact exposure band }
    status
    analysis
    decision
    reason
    raisedAt
    analysedAt
    decidedAt
    unit { id nameRo nameEn }
    raisedBy { id displayName }
    analysedBy { id displayName }
    decidedBy { id displayName }
    risk { id code title }
    viewerCan {
      analyse { allowed reason }
      accept { allowed reason }
      reject { allowed reason }
    }
  }
`);

export type Alert = AlertCore_AlertFragment;

export const AlertAgain = graphql(`
  query RiskAlertAgain($id: ID!) { riskAlert(id: $id) { id ...AlertCore_alert } }
`);
