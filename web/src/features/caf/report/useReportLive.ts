import { graphql } from "../../../gql";
import { useLive } from "../../../lib/api/useLive";

const ReportLive = graphql(`
  subscription CafReportLive($id: ID!, $after: String) {
    cafAssessmentChanged(id: $id, after: $after) {
      cursor
      refetch
      cafAssessment {
        id
        title
        status
        viewerCan { beginReport { allowed reason } }
        report { id ...CafReport_report }
      }
    }
  }
`);

type Options = {
  /** The assessment. */
  id: string;
  /** Where the page's data stand in the stream; null while they are not there. */
  cursor: string | null;
  /** Too much was missed: read everything again. */
  onRefetch: () => void;
};

/** Follows the report of an assessment: what others write in it, who has it in hand. */
export function useReportLive({ id, cursor, onRefetch }: Options): void {
  const variables = cursor === null ? null : { id, after: cursor };
  useLive(ReportLive, variables, id, ({ cafAssessmentChanged: { refetch } }) => {
    if (refetch) onRefetch();
  });
}
