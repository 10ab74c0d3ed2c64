import { graphql } from "../../../gql";

export const CreatePlanAction = graphql(`
  mutation CreatePlanAction($input: CreatePlanActionInput!) {
    createPlanAction(input: $input) {
      planActionEdge { node { id code version ...ActionCore_action } }
      plan { id ...PlanFigures_plan }
    }
  }
`);
