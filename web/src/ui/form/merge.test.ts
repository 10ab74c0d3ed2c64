import { describe, expect, it } from "vitest";
import type { ApiError } from "../../lib/api/error";
import { merged } from "./merge";

const refusal: ApiError = {
  code: "CONFLICT",
  message: "",
  fields: [],
  conflicts: [
    {
      path: "indicator",
      yours: null,
      theirs: null,
      changedBy: "șef birou",
      changedAt: "2027-01-22T12:05:00Z",
    },
  ],
  currentVersion: 2,
  retryAfterSecs: null,
  requestId: null,
};

describe("a form whose thing somebody else changed", () => {
  const base = { name: "Juridic", code: "JUR", unitId: null, roles: ["a"] };

  it("takes over what only they changed and keeps what only I changed", () => {
    const found = merged(
      base,
      { ...base, name: "Serviciul Juridic" },
      { ...base, code: "SJ", roles: ["a", "b"] },
      refusal,
    );
    expect(found.clashes).toEqual({});
    expect([...found.taken]).toEqual([
      ["code", "SJ"],
      ["roles", ["a", "b"]],
    ]);
  });

  it("shows both values where both wrote", () => {
    const found = merged(base, { ...base, name: "Al meu" }, { ...base, name: "Al lor" }, refusal);
    expect(found.clashes).toEqual({ name: { theirs: "Al lor", changedBy: null, changedAt: null } });
    expect(found.taken.size).toBe(0);
  });

  it("sees no clash where both wrote the same, or nothing in two ways", () => {
    const same = { ...base, name: "La fel" };
    expect(merged(base, same, same, refusal).clashes).toEqual({});
    expect(merged({ note: null }, { note: "" }, { note: null }, refusal).clashes).toEqual({});
  });

  it("says who, when the server does, also for a part of what it names", () => {
    const of = (name: string) => ({ indicator: { name, unit: "%" } });
    const found = merged(of("Cereri"), of("Cererile mele"), of("Cererile lor"), refusal);
    expect(found.clashes).toEqual({
      "indicator.name": {
        theirs: "Cererile lor",
        changedBy: "șef birou",
        changedAt: "2027-01-22T12:05:00Z",
      },
    });
  });
});
