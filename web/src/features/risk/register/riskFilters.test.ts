import { describe, expect, it } from "vitest";
import {
  dayIn,
  isRiskFiltered,
  orderIn,
  readRiskFilters,
  stageIn,
  toApiRiskFilter,
  viewIn,
} from "./riskFilters";

describe("the address of the register", () => {
  it("shows the open risks of the list when it says nothing", () => {
    const filters = readRiskFilters({});
    expect(isRiskFiltered(filters)).toBe(false);
    expect(toApiRiskFilter(filters)).toEqual({ status: ["OPEN"] });
    expect([viewIn({}), orderIn({}), stageIn({})]).toEqual(["list", "EXPOSURE_DESC", "RESIDUAL"]);
  });

  it("names a cell of the map by both values and the rating that is looked at", () => {
    const search = { p: "4", i: "3", stage: "inherent" };
    expect(readRiskFilters(search).cell).toEqual({ stage: "INHERENT", probability: 4, impact: 3 });
    expect(readRiskFilters({ p: "4", i: "3" }).cell?.stage).toBe("RESIDUAL");
    for (const wrong of [{ p: "4" }, { p: "0", i: "3" }, { p: "4", i: "6" }, { p: "x", i: "1" }]) {
      expect(readRiskFilters(wrong).cell).toBeNull();
    }
  });

  it("takes what it knows and leaves out the rest", () => {
    const filters = readRiskFilters({
      q: "arhivă",
      unit: "U1",
      band: ["HIGH", "HUGE"],
      status: ["CLOSED"],
      attention: ["above", "x"],
    });
    expect(toApiRiskFilter(filters)).toEqual({
      text: "arhivă",
      unitIds: ["U1"],
      band: ["HIGH"],
      status: ["CLOSED"],
      aboveTolerance: true,
    });
  });

  it("looks at the past, never at a day that has not come", () => {
    expect(dayIn({ on: "2026-12-31" }, "2027-01-22")).toBe("2026-12-31");
    expect(dayIn({ on: "2027-01-23" }, "2027-01-22")).toBeNull();
    expect(dayIn({ on: "ieri" }, "2027-01-22")).toBeNull();
  });
});
