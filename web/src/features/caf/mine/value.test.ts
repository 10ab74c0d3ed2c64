import { describe, expect, it } from "vitest";
import type { CafPanel } from "../../../gql/graphql";
import { bandOf, middleOf, type Points, readPoints, scoreOf } from "./value";

const enabler = (...points: Points[]) =>
  points.map((one, at) => ({
    panel: (["PLAN", "DO", "CHECK", "ACT"] as CafPanel[])[at] ?? "PLAN",
    points: one,
  }));

describe("the score of a subcriterion", () => {
  it("is the mean of the four phases, exact and rounded half up for reading", () => {
    expect(scoreOf(enabler(70, 55, 40, 20))).toMatchObject({
      sum: "70+55+40+20",
      count: 4,
      exact: "46.25",
      shown: "46.3",
    });
    expect(scoreOf(enabler(65, 50, 35, 15))).toMatchObject({ exact: "41.25", shown: "41.3" });
    expect(scoreOf(enabler(80, 70, 60, 50))).toMatchObject({ exact: "65", shown: "65.0", warnings: [] });
  });

  it("is the mean of trend and targets for results, and the number itself for classical scoring", () => {
    const result = scoreOf([
      { panel: "TREND", points: 45 },
      { panel: "TARGET", points: 60 },
    ]);
    expect(result).toMatchObject({ exact: "52.5", shown: "52.5", warnings: [] });
    expect(scoreOf([{ panel: "CLASSICAL_RESULTS", points: 51 }])).toMatchObject({
      exact: "51",
      shown: "51.0",
    });
  });

  it("warns of a high mean beside a weak phase, and only where the mean is above the limit", () => {
    expect(scoreOf(enabler(65, 50, 35, 15))?.warnings).toEqual(["CAP40"]);
    expect(scoreOf(enabler(90, 90, 90, 25))?.warnings).toEqual(["CAP60"]);
    expect(scoreOf(enabler(90, 90, 90, 15))?.warnings).toEqual(["CAP40", "CAP60"]);
    expect(scoreOf(enabler(40, 40, 40, 40))?.warnings).toEqual([]);
    expect(scoreOf(enabler(60, 40, 40, 20))?.warnings).toEqual([]);
  });

  it("waits for every number", () => {
    expect(scoreOf(enabler(70, 55, 40, null))).toBeNull();
    expect(scoreOf(enabler(70, 55, 40, "mult"))).toBeNull();
    expect(scoreOf(enabler(70, 55, 40, 101))).toBeNull();
    expect(scoreOf([])).toBeNull();
  });
});

it("reads whole numbers and keeps anything else as it was typed", () => {
  expect(readPoints(" 46 ")).toBe(46);
  expect(readPoints("")).toBeNull();
  expect(readPoints("46,5")).toBe("46,5");
  expect(readPoints("-3")).toBe("-3");
  expect(readPoints("130")).toBe(130);
});

describe("a band", () => {
  const bands = [
    { min: 0, max: 10 },
    { min: 11, max: 30 },
    { min: 31, max: 50 },
  ];

  it("is the one the number falls in", () => {
    expect(bandOf(bands, 10)).toBe(bands[0]);
    expect(bandOf(bands, 11)).toBe(bands[1]);
    expect(bandOf(bands, "x")).toBeNull();
    expect(bandOf(bands, null)).toBeNull();
    expect(bandOf(bands, 101)).toBeNull();
  });

  it("stands for its middle when it is picked", () => {
    expect(bands.map(middleOf)).toEqual([5, 21, 41]);
  });
});
