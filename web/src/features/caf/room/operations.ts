/** What is done in a consensus meeting. Each answer brings what it changed as it is then. */
import { graphql } from "../../../gql";

export const MoveRoom = graphql(`
  mutation MoveCafRoom($input: MoveCafRoomInput!) {
    moveCafRoom(input: $input) { cafAssessment { id room { current { id ...RoomConsensus } } } }
  }
`);

export const Reveal = graphql(`
  mutation RevealCafScores($input: RevealCafScoresInput!) {
    revealCafScores(input: $input) { cafConsensus { id ...RoomConsensus } }
  }
`);

export const Discuss = graphql(`
  mutation DiscussCafSubcriterion($input: DiscussCafSubcriterionInput!) {
    discussCafSubcriterion(input: $input) { cafConsensus { id ...RoomConsensus } }
  }
`);

export const Pause = graphql(`
  mutation PauseCafDiscussion($input: PauseCafDiscussionInput!) {
    pauseCafDiscussion(input: $input) { cafConsensus { id ...RoomConsensus } }
  }
`);

export const Resume = graphql(`
  mutation ResumeCafDiscussion($input: ResumeCafDiscussionInput!) {
    resumeCafDiscussion(input: $input) { cafConsensus { id ...RoomConsensus } }
  }
`);

export const Revote = graphql(`
  mutation RevoteCafSubcriterion($input: RevoteCafSubcriterionInput!) {
    revoteCafSubcriterion(input: $input) { cafConsensus { id ...RoomConsensus } }
  }
`);

export const Agree = graphql(`
  mutation AgreeCafScore($input: AgreeCafScoreInput!) {
    agreeCafScore(input: $input) {
      cafConsensus { id ...RoomConsensus }
      cafAssessment { id agreedCount }
    }
  }
`);

export const ReopenScore = graphql(`
  mutation ReopenCafScore($input: ReopenCafScoreInput!) {
    reopenCafScore(input: $input) {
      cafConsensus { id ...RoomConsensus }
      cafAssessment { id agreedCount }
    }
  }
`);

export const CastVote = graphql(`
  mutation CastCafVote($input: CastCafVoteInput!) {
    castCafVote(input: $input) { cafConsensus { id ...RoomConsensus } }
  }
`);

export const RaiseHand = graphql(`
  mutation RaiseCafHand($input: RaiseCafHandInput!) {
    raiseCafHand(input: $input) {
      cafMember { id handRaisedAt }
      cafAssessment { id room { hands { id handRaisedAt person { id displayName } } } }
    }
  }
`);

export const LowerHand = graphql(`
  mutation LowerCafHand($input: LowerCafHandInput!) {
    lowerCafHand(input: $input) {
      cafMember { id handRaisedAt }
      cafAssessment { id room { hands { id handRaisedAt person { id displayName } } } }
    }
  }
`);

export const AddFinding = graphql(`
  mutation AddCafFinding($input: AddCafFindingInput!) {
    addCafFinding(input: $input) { cafFinding { id } cafConsensus { id ...RoomConsensus } }
  }
`);

export const UpdateFinding = graphql(`
  mutation UpdateCafFinding($input: UpdateCafFindingInput!) {
    updateCafFinding(input: $input) { cafFinding { id version text } cafConsensus { id ...RoomConsensus } }
  }
`);

export const RemoveFinding = graphql(`
  mutation RemoveCafFinding($input: RemoveCafFindingInput!) {
    removeCafFinding(input: $input) { cafConsensus { id ...RoomConsensus } }
  }
`);

export const MergeFindings = graphql(`
  mutation MergeCafFindings($input: MergeCafFindingsInput!) {
    mergeCafFindings(input: $input) { cafFinding { id } cafConsensus { id ...RoomConsensus } }
  }
`);
