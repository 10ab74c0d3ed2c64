import { graphql } from "../../../gql";

/** Reads what the forms of an action change, after others changed it. */
export const ActionAgain = graphql(`
  query PlanActionAgain($id: ID!) {
    planAction(id: $id) {
      id
      version
      source { kind reference note }
      ...IndicatorSection_action
      ...ActionCore_action
    }
  }
`);
