/** What is done with the annual report as a whole. Each answer brings it as it is then. */
import { graphql } from "../../../gql";

export const CreateReport = graphql(`
  mutation CreateAnnualControlReport($input: CreateAnnualControlReportInput!) {
    createAnnualControlReport(input: $input) { controlCampaign { id report { id ...AnnualReport_report } } }
  }
`);

export const SubmitReport = graphql(`
  mutation SubmitAnnualControlReport($input: SubmitAnnualControlReportInput!) {
    submitAnnualControlReport(input: $input) { annualControlReport { id ...AnnualReport_report } }
  }
`);

export const ApproveReport = graphql(`
  mutation ApproveAnnualControlReport($input: ApproveAnnualControlReportInput!) {
    approveAnnualControlReport(input: $input) {
      annualControlReport { id ...AnnualReport_report }
      controlCampaign { id status ...CampaignDetail_campaign }
    }
  }
`);

export const ReturnReport = graphql(`
  mutation ReturnAnnualControlReport($input: ReturnAnnualControlReportInput!) {
    returnAnnualControlReport(input: $input) { annualControlReport { id ...AnnualReport_report } }
  }
`);

export const ReleaseReport = graphql(`
  mutation ReleaseAnnualControlReport($input: ReleaseAnnualControlReportInput!) {
    releaseAnnualControlReport(input: $input) { annualControlReport { id ...AnnualReport_report } }
  }
`);
