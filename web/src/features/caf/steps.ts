/** Where an assessment stands among its ten steps, and what comes next for the reader. */
import type { CafAssessmentStatus, CafStepState } from "../../gql/graphql";

type Step = { ordinal: number; state: CafStepState };

/** The step that is scoring and consensus: it follows from what is done there. */
export const assessing = 5;
/** The step that makes the plan. */
export const planning = 7;
/** The step that is the report. */
export const reporting = 6;
export const subcriteria = 28;

/** The first step that is not done; the last one when all are. */
export function currentStep(steps: readonly Step[]): number {
  return steps.find(({ state }) => state !== "DONE")?.ordinal ?? steps.at(-1)?.ordinal ?? 1;
}

type May = { allowed: boolean };
type Assessment = {
  status: CafAssessmentStatus;
  steps: readonly Step[];
  memberCount: number;
  submittedCount: number;
  agreedCount: number;
  mine: { submittedAt: string | null } | null;
  viewerCan: { score: May; startScoring: May; openConsensus: May; facilitate: May };
};

export type Next =
  | { kind: "score" | "startScoring" | "openConsensus" | "conclude" | "results" }
  | { kind: "step"; ordinal: number };

/** The one thing to do next; null when nothing waits any more. */
export function nextOf(assessment: Assessment): Next | null {
  const { status, steps, viewerCan } = assessment;
  const open = (from: number, to: number): Next | null => {
    const found = steps.find(
      ({ ordinal, state }) => ordinal >= from && ordinal <= to && state !== "DONE" && ordinal !== assessing,
    );
    return found === undefined ? null : { kind: "step", ordinal: found.ordinal };
  };
  switch (status) {
    case "CANCELLED":
      return null;
    case "PREPARATION":
      return (
        open(1, assessing - 1) ??
        (viewerCan.startScoring.allowed ? { kind: "startScoring" } : { kind: "step", ordinal: assessing })
      );
    case "SCORING": {
      if (viewerCan.score.allowed && assessment.mine?.submittedAt === null) return { kind: "score" };
      const areAllIn = assessment.memberCount > 0 && assessment.submittedCount === assessment.memberCount;
      if (areAllIn && viewerCan.openConsensus.allowed) return { kind: "openConsensus" };
      return open(1, assessing - 1) ?? { kind: "step", ordinal: assessing };
    }
    case "CONSENSUS":
      if (viewerCan.facilitate.allowed && assessment.agreedCount === subcriteria) return { kind: "conclude" };
      return { kind: "results" };
    case "CONCLUDED":
      return open(1, 10) ?? { kind: "results" };
  }
}
