import { graphql } from "../../../gql";

export const MeetingAgain = graphql(`
  query CommissionMeetingAgain($id: ID!) { commissionMeeting(id: $id) { ...MeetingDetail } }
`);

export const UpdateMeeting = graphql(`
  mutation UpdateCommissionMeeting($input: UpdateCommissionMeetingInput!) {
    updateCommissionMeeting(input: $input) { commissionMeeting { ...MeetingDetail ...MeetingRow } }
  }
`);

export const AddDecision = graphql(`
  mutation AddCommissionDecision($input: AddCommissionDecisionInput!) {
    addCommissionDecision(input: $input) { commissionMeeting { ...MeetingDetail ...MeetingRow } }
  }
`);

export const UpdateDecision = graphql(`
  mutation UpdateCommissionDecision($input: UpdateCommissionDecisionInput!) {
    updateCommissionDecision(input: $input) { commissionMeeting { ...MeetingDetail ...MeetingRow } }
  }
`);

export const HoldMeeting = graphql(`
  mutation HoldCommissionMeeting($input: HoldCommissionMeetingInput!) {
    holdCommissionMeeting(input: $input) { commissionMeeting { ...MeetingDetail ...MeetingRow } }
  }
`);

export const CancelMeeting = graphql(`
  mutation CancelCommissionMeeting($input: CancelCommissionMeetingInput!) {
    cancelCommissionMeeting(input: $input) { commissionMeeting { ...MeetingDetail ...MeetingRow } }
  }
`);
