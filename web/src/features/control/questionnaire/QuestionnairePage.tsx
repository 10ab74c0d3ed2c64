import { useParams } from "@tanstack/react-router";
import { graphql, useFragment as readFragment } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { criterionAnswer, questionnaireCore } from "./fragments";
import { QuestionnaireViews } from "./QuestionnaireViews";
import { useQuestionnaireLive } from "./useQuestionnaireLive";

export const query = pageQuery(
  graphql(`
    query QuestionnairePage($id: ID!) {
      controlQuestionnaire(id: $id) {
        id
        streamCursor
        ...QuestionnaireCore_questionnaire
        answers { id ...CriterionAnswer_answer }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** The questionnaire of a compartment: every answer saves itself, and two people see each other's at once. */
export function QuestionnairePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.controlQuestionnaire;
  const isThis = found === null || found?.id === id;
  useQuestionnaireLive({ id, cursor: (isThis && found?.streamCursor) || null, onRefetch: result.retry });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={12} />}>
      {({ controlQuestionnaire: shown }) =>
        shown === null ? (
          <NoAccess />
        ) : (
          <QuestionnaireViews
            key={id}
            core={readFragment(questionnaireCore, shown)}
            answers={shown.answers.map((one) => readFragment(criterionAnswer, one))}
          />
        )
      }
    </Loaded>
  );
}
