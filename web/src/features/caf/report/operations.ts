/** What is done with a report as a whole. Each answer brings it as it is then. */
import { graphql } from "../../../gql";

export const CreateCafReport = graphql(`
  mutation CreateCafReport($input: CreateCafReportInput!) {
    createCafReport(input: $input) { cafAssessment { id report { id ...CafReport_report } } }
  }
`);

export const UpdateCafReport = graphql(`
  mutation UpdateCafReport($input: UpdateCafReportInput!) {
    updateCafReport(input: $input) { cafReport { id version ...CafReport_report } }
  }
`);

export const SubmitCafReport = graphql(`
  mutation SubmitCafReport($input: SubmitCafReportInput!) {
    submitCafReport(input: $input) { cafReport { id ...CafReport_report } }
  }
`);

export const ApproveCafReport = graphql(`
  mutation ApproveCafReport($input: ApproveCafReportInput!) {
    approveCafReport(input: $input) { cafReport { id ...CafReport_report } }
  }
`);

export const ReturnCafReport = graphql(`
  mutation ReturnCafReport($input: ReturnCafReportInput!) {
    returnCafReport(input: $input) { cafReport { id ...CafReport_report } }
  }
`);

export const ReleaseCafReport = graphql(`
  mutation ReleaseCafReport($input: ReleaseCafReportInput!) {
    releaseCafReport(input: $input) { cafReport { id ...CafReport_report } }
  }
`);
