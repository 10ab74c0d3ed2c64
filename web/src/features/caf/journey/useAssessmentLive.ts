import { graphql } from "../../../gql";
import { useLive } from "../../../lib/api/useLive";

const AssessmentLive = graphql(`
  subscription CafAssessmentLive($id: ID!, $after: String) {
    cafAssessmentChanged(id: $id, after: $after) {
      cursor
      refetch
      cafAssessment { id ...CafDetail_assessment }
      cafMember { id ...CafMember_member }
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

/** Follows an assessment: who submits, what is decided about it. Nobody's scores are in it. */
export function useAssessmentLive({ id, cursor, onRefetch }: Options): void {
  const variables = cursor === null ? null : { id, after: cursor };
  useLive(AssessmentLive, variables, id, ({ cafAssessmentChanged: { refetch } }) => {
    if (refetch) onRefetch();
  });
}
