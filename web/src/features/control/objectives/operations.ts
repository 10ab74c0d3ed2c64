import { graphql } from "../../../gql";

/** The whole chain: what is added, moved or measured shows in the tree and its figures. */
export const CreateObjective = graphql(`
  mutation CreateControlObjective($input: CreateControlObjectiveInput!) {
    createControlObjective(input: $input) {
      controlObjective { id parent { ...ObjectiveDetail } }
      tenant { id controlObjectives { ...ChainObjective } }
    }
  }
`);

export const UpdateObjective = graphql(`
  mutation UpdateControlObjective($input: UpdateControlObjectiveInput!) {
    updateControlObjective(input: $input) {
      controlObjective { ...ObjectiveDetail parent { ...ObjectiveDetail } }
    }
  }
`);

export const ObjectiveAgain = graphql(`
  query ControlObjectiveAgain($id: ID!) { controlObjective(id: $id) { ...ObjectiveDetail } }
`);

export const CreateActivity = graphql(`
  mutation CreateControlActivity($input: CreateControlActivityInput!) {
    createControlActivity(input: $input) {
      controlActivity { id ...ActivityDetail objective { ...ObjectiveDetail } }
      tenant { id procedureCoverage { ...CoverageFigures } }
    }
  }
`);

export const UpdateActivity = graphql(`
  mutation UpdateControlActivity($input: UpdateControlActivityInput!) {
    updateControlActivity(input: $input) {
      controlActivity { ...ActivityDetail objective { ...ObjectiveDetail } }
      tenant { id procedureCoverage { ...CoverageFigures } }
    }
  }
`);

export const ActivityAgain = graphql(`
  query ControlActivityAgain($id: ID!) { controlActivity(id: $id) { ...ActivityDetail } }
`);

export const CreateIndicator = graphql(`
  mutation CreateControlIndicator($input: CreateControlIndicatorInput!) {
    createControlIndicator(input: $input) {
      controlIndicator { id ...IndicatorDetail objective { ...ObjectiveDetail } activity { ...ActivityDetail } }
    }
  }
`);

export const UpdateIndicator = graphql(`
  mutation UpdateControlIndicator($input: UpdateControlIndicatorInput!) {
    updateControlIndicator(input: $input) {
      controlIndicator { ...IndicatorDetail objective { ...ObjectiveDetail } activity { ...ActivityDetail } }
    }
  }
`);

export const IndicatorAgain = graphql(`
  query ControlIndicatorAgain($id: ID!) { controlIndicator(id: $id) { ...IndicatorDetail } }
`);

export const RecordMeasurement = graphql(`
  mutation RecordControlMeasurement($input: RecordControlMeasurementInput!) {
    recordControlMeasurement(input: $input) {
      controlIndicator { ...IndicatorDetail objective { ...ChainObjective } }
    }
  }
`);

export const DeleteMeasurement = graphql(`
  mutation DeleteControlMeasurement($input: DeleteControlMeasurementInput!) {
    deleteControlMeasurement(input: $input) {
      controlIndicator { ...IndicatorDetail objective { ...ChainObjective } }
    }
  }
`);

export const coverageFigures = graphql(`
  fragment CoverageFigures on ProcedureCoverage { proceduralCount coveredCount percent }
`);
