import { describe, expect, it } from "vitest";
import { bandOf, changeOf, extremes, fractionOf, signed } from "./figures";

const value = (exact: string, display = "0.0") => ({ exact, display });

describe("a change", () => {
  it("is computed from exact values and rounded once", () => {
    expect(changeOf(value("130/3"), value("40"))).toBe(3.3);
    expect(changeOf(value("185/4"), value("185/4"))).toBe(0);
    expect(changeOf(value("40"), value("130/3"))).toBe(-3.3);
    // 0,25 goes away from zero on both sides.
    expect(changeOf(value("185/4"), value("46"))).toBe(0.3);
    expect(changeOf(value("46"), value("185/4"))).toBe(-0.3);
  });

  it("needs both values", () => {
    expect(changeOf(null, value("40"))).toBeNull();
    expect(changeOf(value("40"), null)).toBeNull();
    expect(changeOf(value("40"), undefined)).toBeNull();
    expect(changeOf(value("mult"), value("40"))).toBeNull();
  });

  it("always has its sign", () => {
    const plain = (one: number) => String(one);
    expect([4.5, -3, 0].map((one) => signed(one, plain))).toEqual(["+4.5", "−3", "0"]);
  });
});

it("reads whole numbers and fractions", () => {
  expect(fractionOf("46")).toEqual([46n, 1n]);
  expect(fractionOf("1240/27")).toEqual([1240n, 27n]);
  expect(fractionOf("1/0")).toBeNull();
  expect(fractionOf("46,5")).toBeNull();
});

it("knows the band of a number", () => {
  expect([0, 10, 11, 30, 31, 50, 51, 70, 71, 90, 91, 100].map(bandOf)).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
  ]);
});

it("finds the highest and the lowest subcriterion", () => {
  const criteria = [
    {
      subcriteria: [
        { code: "1.1", value: value("46", "46.0") },
        { code: "1.2", value: null },
      ],
    },
    { subcriteria: [{ code: "2.1", value: value("21", "21.0") }] },
  ];
  expect(extremes(criteria)?.highest.value?.exact).toBe("46");
  expect(extremes(criteria)?.lowest.value?.exact).toBe("21");
  expect(extremes([{ subcriteria: [{ value: null }] }])).toBeNull();
});
