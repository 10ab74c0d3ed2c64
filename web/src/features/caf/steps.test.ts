import { describe, expect, it } from "vitest";
import type { CafAssessmentStatus, CafStepState } from "../../gql/graphql";
import { currentStep, nextOf } from "./steps";

const steps = (done: number) =>
  Array.from({ length: 10 }, (_, at) => ({
    ordinal: at + 1,
    state: (at < done ? "DONE" : "NOT_STARTED") as CafStepState,
  }));
const yes = { allowed: true };
const no = { allowed: false };
const nobody = { score: no, startScoring: no, openConsensus: no, facilitate: no };

function assessment(status: CafAssessmentStatus, done: number, more: object = {}) {
  return {
    status,
    steps: steps(done),
    memberCount: 6,
    submittedCount: 0,
    agreedCount: 0,
    mine: null,
    viewerCan: nobody,
    ...more,
  };
}

it("stands at the first step that is not done, and at the last when all are", () => {
  expect(currentStep(steps(0))).toBe(1);
  expect(currentStep(steps(4))).toBe(5);
  expect(currentStep(steps(10))).toBe(10);
  expect(currentStep([])).toBe(1);
});

describe("what comes next", () => {
  it("is the first open step while it is prepared, then the start of scoring", () => {
    expect(nextOf(assessment("PREPARATION", 2))).toEqual({ kind: "step", ordinal: 3 });
    const ready = assessment("PREPARATION", 4, { viewerCan: { ...nobody, startScoring: yes } });
    expect(nextOf(ready)).toEqual({ kind: "startScoring" });
    expect(nextOf(assessment("PREPARATION", 4))).toEqual({ kind: "step", ordinal: 5 });
  });

  it("is one's own scores before anything else", () => {
    const own = assessment("SCORING", 2, {
      mine: { submittedAt: null },
      viewerCan: { ...nobody, score: yes, openConsensus: yes },
    });
    expect(nextOf(own)).toEqual({ kind: "score" });
  });

  it("is consensus once everybody has submitted, never before by itself", () => {
    const may = { viewerCan: { ...nobody, openConsensus: yes }, mine: null };
    expect(nextOf(assessment("SCORING", 4, { ...may, submittedCount: 6 }))).toEqual({
      kind: "openConsensus",
    });
    expect(nextOf(assessment("SCORING", 4, { ...may, submittedCount: 5 }))).toEqual({
      kind: "step",
      ordinal: 5,
    });
  });

  it("is the end of the group's work with 28 agreed scores, then the steps of improvement", () => {
    const may = { viewerCan: { ...nobody, facilitate: yes } };
    expect(nextOf(assessment("CONSENSUS", 4, { ...may, agreedCount: 27 }))).toEqual({ kind: "results" });
    expect(nextOf(assessment("CONSENSUS", 4, { ...may, agreedCount: 28 }))).toEqual({ kind: "conclude" });
    expect(nextOf(assessment("CONCLUDED", 5))).toEqual({ kind: "step", ordinal: 6 });
    expect(nextOf(assessment("CONCLUDED", 10))).toEqual({ kind: "results" });
    expect(nextOf(assessment("CANCELLED", 3))).toBeNull();
  });
});
