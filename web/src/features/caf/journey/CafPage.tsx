import { useParams } from "@tanstack/react-router";
import { graphql, useFragment as readFragment } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { localName } from "../../../lib/viewer";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { cafDetail } from "../fragments";
import { Journey } from "./Journey";
import { useAssessmentLive } from "./useAssessmentLive";

export const query = pageQuery(
  graphql(`
    query CafPage($id: ID!) {
      cafAssessment(id: $id) {
        id
        streamCursor
        tenant { id units { id nameRo nameEn isRetired } }
        ...CafDetail_assessment
      }
      cafModel {
        groupSizeMin
        groupSizeMax
        intervalYears
        phases { code ordinal titleRo titleEn }
        steps { ordinal phase titleRo titleEn deliverableRo deliverableEn }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** One assessment: its ten steps, its group, and what may be done with it now. */
export function CafPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.cafAssessment;
  const isThis = found === null || found?.id === id;
  useAssessmentLive({ id, cursor: (isThis && found?.streamCursor) || null, onRefetch: result.retry });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={12} />}>
      {({ cafAssessment: shown, cafModel }) =>
        shown === null ? (
          <NoAccess />
        ) : (
          <Journey
            key={id}
            assessment={readFragment(cafDetail, shown)}
            model={cafModel}
            units={shown.tenant.units
              .filter(({ isRetired }) => !isRetired)
              .map((unit) => ({ id: unit.id, name: localName(unit) }))}
          />
        )
      }
    </Loaded>
  );
}
