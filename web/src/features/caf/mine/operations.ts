/** What a member does with the own scores. */
import { graphql } from "../../../gql";

export const ScoreSubcriterion = graphql(`
  mutation ScoreCafSubcriterion($input: ScoreCafSubcriterionInput!) {
    scoreCafSubcriterion(input: $input) {
      cafIndividualScore { id version ...IndividualScore_score }
      cafMember { id completeCount }
    }
  }
`);

export const SubmitScores = graphql(`
  mutation SubmitCafScores($input: SubmitCafScoresInput!) {
    submitCafScores(input: $input) {
      cafMember { id ...OwnPlace_member }
      cafAssessment { id ...MineAssessment }
    }
  }
`);

export const TakeBackScores = graphql(`
  mutation TakeBackCafScores($input: TakeBackCafScoresInput!) {
    takeBackCafScores(input: $input) {
      cafMember { id ...OwnPlace_member }
      cafAssessment { id ...MineAssessment }
    }
  }
`);
