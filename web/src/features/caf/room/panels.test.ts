import { describe, expect, it } from "vitest";
import { noneTyped, scoresOf, wrongIn } from "./panels";

const panels = [{ panel: "PLAN" }, { panel: "DO" }] as const;

describe("numbers typed in the meeting", () => {
  it("begin empty, and empty is not a number", () => {
    expect(noneTyped(panels)).toEqual({ PLAN: "", DO: "" });
    expect(wrongIn(panels, noneTyped(panels))).toEqual(["PLAN", "DO"]);
  });

  it("are whole and between 0 and 100", () => {
    expect(wrongIn(panels, { PLAN: "0", DO: "101" })).toEqual(["DO"]);
    expect(wrongIn(panels, { PLAN: "46,5", DO: " 100 " })).toEqual(["PLAN"]);
    expect(scoresOf(panels, { PLAN: "0", DO: " 100 " })).toEqual([
      { panel: "PLAN", points: 0 },
      { panel: "DO", points: 100 },
    ]);
  });
});
