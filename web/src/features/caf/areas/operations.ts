/** What is done with areas for improvement. */
import { graphql } from "../../../gql";

export const RankArea = graphql(`
  mutation RankCafFinding($input: RankCafFindingInput!) {
    rankCafFinding(input: $input) { cafFinding { id ...Area } }
  }
`);

export const PlanAreas = graphql(`
  mutation PlanCafAreas($input: PlanCafAreasInput!) {
    planCafAreas(input: $input) {
      cafAssessment { id plan { id code title } areas { id ...Area } }
      plan { id title }
      planActions { id }
    }
  }
`);

export const BeginPlan = graphql(`
  mutation BeginCafPlan($input: CreatePlanInput!) {
    createPlan(input: $input) { planEdge { node { id title } } }
  }
`);

export const Plans = graphql(`
  query CafPlans($tenantId: ID!) {
    plans(tenantId: $tenantId, first: 100) { nodes { id code title kind status viewerCan { addAction { allowed } } } }
  }
`);
