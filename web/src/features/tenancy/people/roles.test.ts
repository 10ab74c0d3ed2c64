import { describe, expect, it } from "vitest";
import { differenceOf } from "./roles";

const described = [
  { role: "READER" as const, permissions: [{ permission: "PLAN_READ", sentence: "Poate citi planuri." }] },
  {
    role: "QUALITY_MANAGER" as const,
    permissions: [
      { permission: "PLAN_READ", sentence: "Poate citi planuri." },
      { permission: "PLAN_WRITE", sentence: "Poate scrie planuri." },
    ],
  },
];
const reader = { role: "READER" as const, unitId: null };
const manager = { role: "QUALITY_MANAGER" as const, unitId: null };

describe("a change of roles", () => {
  it("says what is gained and lost", () => {
    expect(differenceOf([reader], [manager], described)).toEqual({
      gains: ["Poate scrie planuri."],
      loses: [],
    });
    expect(differenceOf([manager], [reader], described)).toEqual({
      gains: [],
      loses: ["Poate scrie planuri."],
    });
  });

  it("says nothing when only the place changes", () => {
    expect(differenceOf([reader], [{ ...reader, unitId: "unit" }], described)).toEqual({
      gains: [],
      loses: [],
    });
  });

  it("ignores a role not chosen yet", () => {
    expect(differenceOf([], [{ role: "", unitId: null }], described)).toEqual({ gains: [], loses: [] });
  });
});
