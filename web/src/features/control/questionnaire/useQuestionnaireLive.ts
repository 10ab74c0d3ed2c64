import { graphql } from "../../../gql";
import { useLive } from "../../../lib/api/useLive";

const QuestionnaireLive = graphql(`
  subscription ControlQuestionnaireLive($id: ID!, $after: String) {
    controlQuestionnaireChanged(id: $id, after: $after) {
      cursor
      refetch
      controlQuestionnaire { id ...QuestionnaireCore_questionnaire }
      criterionAnswer { id ...CriterionAnswer_answer }
    }
  }
`);

type Options = {
  id: string;
  /** Where the page's data stand in the stream; null while they are not there. */
  cursor: string | null;
  /** Too much was missed: read everything again. */
  onRefetch: () => void;
};

/** Follows a questionnaire: the answers of others show by themselves, what one types stays. */
export function useQuestionnaireLive({ id, cursor, onRefetch }: Options): void {
  const variables = cursor === null ? null : { id, after: cursor };
  useLive(QuestionnaireLive, variables, id, ({ controlQuestionnaireChanged: { refetch } }) => {
    if (refetch) onRefetch();
  });
}
