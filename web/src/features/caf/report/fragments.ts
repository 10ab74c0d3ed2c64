/** What the page of the report needs: read with the page and brought by each change. */
import { graphql } from "../../../gql";
import type { CafReport_ReportFragment } from "../../../gql/graphql";

export const cafReport = graphql(`
  fragment CafReport_report on CafReport {
    id
    version
    status
    remark
    number
    submittedAt
    submittedBy { id displayName }
    context
    approach
    conclusions
    missingFields
    versions { number hash approvedAt approvedBy { id displayName } releasedAt }
    viewerCan {
      update { allowed reason }
      submit { allowed reason }
      approve { allowed reason }
      sendBack { allowed reason }
      release { allowed reason }
    }
  }
`);

export type Report = CafReport_ReportFragment;
export const parts = ["context", "approach", "conclusions"] as const;
export type Part = (typeof parts)[number];
