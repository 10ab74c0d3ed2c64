/** What the page of the annual report needs: read with the page and brought by each change. */
import { graphql } from "../../../gql";
import type { AnnualReport_ReportFragment } from "../../../gql/graphql";

export const annualReport = graphql(`
  fragment AnnualReport_report on AnnualControlReport {
    id
    version
    status
    remark
    number
    submittedAt
    submittedBy { id displayName }
    assurance
    basis
    hasSelfControl
    isRiskBased
    isCommissionFunctional
    programme
    isRiskManaged
    proceduralActivityCount
    procedureCount
    procedurePercent
    countedProcedures { proceduralCount coveredCount }
    hasMonitoring
    hasObjectives
    measures
    missingFields
    readiness { openQuestionnaireCount undecidedStandardCount }
    subordinates { conformity count }
    versions {
      number
      hash
      approvedAt
      approvedBy { id displayName }
      releasedAt
      returnedAt
      remark
    }
    viewerCan {
      update { allowed reason }
      submit { allowed reason }
      approve { allowed reason }
      sendBack { allowed reason }
      release { allowed reason }
    }
  }
`);

export type Report = AnnualReport_ReportFragment;
export type Version = Report["versions"][number];
