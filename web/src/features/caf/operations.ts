/** What is done with an assessment as a whole. Each answer brings it as it is then. */
import { graphql } from "../../gql";

export const AssessmentAgain = graphql(`
  query CafAssessmentAgain($id: ID!) { cafAssessment(id: $id) { id ...CafDetail_assessment } }
`);

export const UpdateAssessment = graphql(`
  mutation UpdateCafAssessment($input: UpdateCafAssessmentInput!) {
    updateCafAssessment(input: $input) { cafAssessment { id ...CafDetail_assessment } }
  }
`);

export const StartScoring = graphql(`
  mutation StartCafScoring($input: StartCafScoringInput!) {
    startCafScoring(input: $input) { cafAssessment { id ...CafDetail_assessment } }
  }
`);

export const OpenConsensus = graphql(`
  mutation OpenCafConsensus($input: OpenCafConsensusInput!) {
    openCafConsensus(input: $input) { cafAssessment { id ...CafDetail_assessment } }
  }
`);

export const Conclude = graphql(`
  mutation ConcludeCafAssessment($input: ConcludeCafAssessmentInput!) {
    concludeCafAssessment(input: $input) { cafAssessment { id ...CafDetail_assessment } }
  }
`);

export const Reopen = graphql(`
  mutation ReopenCafAssessment($input: ReopenCafAssessmentInput!) {
    reopenCafAssessment(input: $input) { cafAssessment { id ...CafDetail_assessment } }
  }
`);

export const Cancel = graphql(`
  mutation CancelCafAssessment($input: CancelCafAssessmentInput!) {
    cancelCafAssessment(input: $input) { cafAssessment { id ...CafDetail_assessment } }
  }
`);

export const UpdateStep = graphql(`
  mutation UpdateCafStep($input: UpdateCafStepInput!) {
    updateCafStep(input: $input) { cafStep { id } cafAssessment { id ...CafDetail_assessment } }
  }
`);

export const AddMember = graphql(`
  mutation AddCafMember($input: AddCafMemberInput!) {
    addCafMember(input: $input) {
      cafMember { id ...CafMember_member }
      cafAssessment { id ...CafDetail_assessment }
    }
  }
`);

export const UpdateMember = graphql(`
  mutation UpdateCafMember($input: UpdateCafMemberInput!) {
    updateCafMember(input: $input) {
      cafMember { id ...CafMember_member }
      cafAssessment { id ...CafDetail_assessment }
    }
  }
`);

export const RemoveMember = graphql(`
  mutation RemoveCafMember($input: RemoveCafMemberInput!) {
    removeCafMember(input: $input) { cafMember { id } cafAssessment { id ...CafDetail_assessment } }
  }
`);
