/** What a member reads and writes of the own scores. */
import { graphql } from "../../../gql";
import type {
  CafBandsQuery,
  IndividualScore_ScoreFragment,
  OwnPlace_MemberFragment,
} from "../../../gql/graphql";

export const individualScore = graphql(`
  fragment IndividualScore_score on CafIndividualScore {
    id
    version
    isComplete
    strengths
    areas
    proof
    warnings
    value { display }
    panels { panel points }
    subcriterion {
      code
      titleRo
      titleEn
      hintRo
      hintEn
      criterion { number kind titleRo titleEn }
    }
  }
`);

export const ownPlace = graphql(`
  fragment OwnPlace_member on CafMember {
    id
    version
    submittedAt
    completeCount
    scores { id ...IndividualScore_score }
  }
`);

/** The panels of a subcriterion with their bands. */
export const Bands = graphql(`
  query CafBands($id: ID!, $method: CafScoringMethod!) {
    node(id: $id) {
      id
      ... on CafIndividualScore {
        subcriterion {
          code
          panels(method: $method) {
            panel
            questionRo
            questionEn
            principleRo
            principleEn
            bands { ordinal min max descriptionRo descriptionEn }
          }
        }
      }
    }
  }
`);

export type Score = IndividualScore_ScoreFragment;
export type Place = OwnPlace_MemberFragment;
export type PanelModel = Extract<
  CafBandsQuery["node"],
  { __typename: "CafIndividualScore" }
>["subcriterion"]["panels"][number];
