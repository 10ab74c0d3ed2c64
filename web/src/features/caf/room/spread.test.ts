import { describe, expect, it } from "vitest";
import { apart, counted, rowsOf } from "./spread";

describe("the dots of a spread", () => {
  it("lie in one row while none covers another", () => {
    expect(rowsOf([21, 48, 72])).toEqual([0, 0, 0]);
  });

  it("go up where they would cover each other, and down again as soon as there is room", () => {
    expect(rowsOf([46, 46, 46, 49, 50, 54])).toEqual([0, 1, 2, 3, 0, 0]);
  });

  it("are none for no scores", () => {
    expect(rowsOf([])).toEqual([]);
  });
});

describe("the table of a spread", () => {
  it("counts equal scores", () => {
    expect(counted(["21", "46.3", "46.3", "72"])).toEqual([
      { value: "21", count: 1 },
      { value: "46.3", count: 2 },
      { value: "72", count: 1 },
    ]);
  });

  it("says how far the ends are apart without the noise of binary fractions", () => {
    expect(apart("21", "72")).toBe(51);
    expect(apart("46.3", "76.4")).toBe(30.1);
  });
});
