import { describe, expect, it } from "vitest";
import { isHigher, levelOf, levelText, ratingsIn } from "./ratingValues";

describe("ratings in a form", () => {
  it("are text while one chooses and numbers when they are sent", () => {
    expect([levelText(4), levelText(null), levelText(undefined)]).toEqual(["4", "", ""]);
    expect([levelOf("4"), levelOf("")]).toEqual([4, null]);
    expect(ratingsIn(null, null, null)).toEqual({
      inherentProbability: "",
      inherentImpact: "",
      residualProbability: "",
      residualImpact: "",
      residualReason: "",
    });
  });

  it("are compared by exposure, and not before both are chosen", () => {
    expect(isHigher(["5", "4"], ["4", "4"])).toBe(true);
    expect(isHigher(["4", "4"], ["4", "4"])).toBe(false);
    expect(isHigher(["2", "5"], ["5", "2"])).toBe(false);
    expect(isHigher(["5", "4"], ["", "4"])).toBe(false);
    expect(isHigher(["", ""], ["1", "1"])).toBe(false);
  });
});
