import { describe, expect, it } from "vitest";
import { readPlanFilters, toApiPlanFilter, yearsAround } from "./planFilters";

describe("the filters of plans", () => {
  it("leave out what nobody knows", () => {
    expect(readPlanFilters({ status: ["ACTIVE", "FROZEN"], kind: "PROJECT", year: "next" })).toEqual({
      text: "",
      status: ["ACTIVE"],
      kind: ["PROJECT"],
      year: null,
    });
  });

  it("ask only for what is chosen", () => {
    const asked = toApiPlanFilter(readPlanFilters({ q: "caf", year: "2027" }));
    expect(JSON.parse(JSON.stringify(asked))).toEqual({ text: "caf", year: 2027 });
  });

  it("offer the years around today and the one in the address", () => {
    expect(yearsAround("2027-01-22", null)).toEqual([2029, 2028, 2027, 2026, 2025]);
    expect(yearsAround("2027-01-22", 2020).at(-1)).toBe(2020);
  });
});
