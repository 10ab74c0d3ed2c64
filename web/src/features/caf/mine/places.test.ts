import { describe, expect, it } from "vitest";
import { around, byCriterion, placeIn } from "./places";

const score = (code: string, isComplete: boolean) => ({
  isComplete,
  subcriterion: { code, criterion: { number: Number(code.split(".")[0]) } },
});
const scores = [score("1.1", true), score("1.2", false), score("2.1", false)];

describe("the subcriteria of a member", () => {
  it("opens the one of the address, or the first that waits", () => {
    expect(placeIn(scores, "2.1")).toBe(scores[2]);
    expect(placeIn(scores, "next")).toBe(scores[1]);
    expect(placeIn([score("1.1", true)], "next")?.subcriterion.code).toBe("1.1");
    expect(placeIn(scores, "9.9")).toBeNull();
    expect(placeIn([], "next")).toBeNull();
  });

  it("knows what stands before and after each", () => {
    expect(around(scores, "1.1")).toEqual({ before: null, after: "1.2" });
    expect(around(scores, "1.2")).toEqual({ before: "1.1", after: "2.1" });
    expect(around(scores, "2.1")).toEqual({ before: "1.2", after: null });
  });

  it("groups them by criterion", () => {
    expect(byCriterion(scores).map((group) => group.length)).toEqual([2, 1]);
  });
});
