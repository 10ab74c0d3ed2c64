/** What the page of a questionnaire needs: read with the page, each answer and each live event. */
import { graphql } from "../../../gql";
import type {
  CriterionAnswer_AnswerFragment,
  QuestionnaireCore_QuestionnaireFragment,
} from "../../../gql/graphql";

export const questionnaireCore = graphql(`
  fragment QuestionnaireCore_questionnaire on ControlQuestionnaire {
    id
    version
    status
    remark
    submittedAt
    lockedAt
    completeCount
    criterionCount
    campaign { id year dueOn status }
    unit { id nameRo nameEn }
    delegate { id displayName }
    submittedBy { id displayName }
    lockedBy { id displayName }
    viewerCan {
      answer { allowed reason }
      delegate { allowed reason }
      submit { allowed reason }
      sendBack { allowed reason }
      lock { allowed reason }
    }
  }
`);

export const criterionAnswer = graphql(`
  fragment CriterionAnswer_answer on CriterionAnswer {
    id
    version
    answer
    explanation
    proof
    proofRisk { id code title }
    isTakenOver
    isComplete
    answeredAt
    answeredBy { id displayName isViewer }
    criterion {
      code
      labelRo
      labelEn
      standard { code number titleRo titleEn hintRo hintEn applicability }
    }
  }
`);

export type Questionnaire = QuestionnaireCore_QuestionnaireFragment;
export type Answer = CriterionAnswer_AnswerFragment;
export type Standard = Answer["criterion"]["standard"];
