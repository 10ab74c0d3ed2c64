import type { MineAssessmentFragment } from "../../../gql/graphql";

/** The assessment as its member sees it. */
export type MineAssessment = MineAssessmentFragment;

/** The member's own place in the group. */
export type Mine = {
  id: string;
  version: number;
  submittedAt: string | null;
  completeCount: number | null;
};
