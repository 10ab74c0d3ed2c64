/** What is done with a questionnaire as a whole. Each answer brings it as it is then. */
import { graphql } from "../../../gql";

export const TakeOver = graphql(`
  mutation TakeOverControlAnswers($input: TakeOverControlAnswersInput!) {
    takeOverControlAnswers(input: $input) {
      controlQuestionnaire { id ...QuestionnaireCore_questionnaire answers { id ...CriterionAnswer_answer } }
    }
  }
`);

export const Delegate = graphql(`
  mutation DelegateControlQuestionnaire($input: DelegateControlQuestionnaireInput!) {
    delegateControlQuestionnaire(input: $input) { controlQuestionnaire { id ...QuestionnaireCore_questionnaire } }
  }
`);

export const Submit = graphql(`
  mutation SubmitControlQuestionnaire($input: SubmitControlQuestionnaireInput!) {
    submitControlQuestionnaire(input: $input) { controlQuestionnaire { id ...QuestionnaireCore_questionnaire } }
  }
`);

export const SendBack = graphql(`
  mutation ReturnControlQuestionnaire($input: ReturnControlQuestionnaireInput!) {
    returnControlQuestionnaire(input: $input) { controlQuestionnaire { id ...QuestionnaireCore_questionnaire } }
  }
`);

export const Lock = graphql(`
  mutation LockControlQuestionnaire($input: LockControlQuestionnaireInput!) {
    lockControlQuestionnaire(input: $input) { controlQuestionnaire { id ...QuestionnaireCore_questionnaire } }
  }
`);

export const QuestionnaireAgain = graphql(`
  query ControlQuestionnaireAgain($id: ID!) {
    controlQuestionnaire(id: $id) { id ...QuestionnaireCore_questionnaire }
  }
`);
