import { describe, expect, it } from "vitest";
import { appliesNowhere, openPoints } from "./decisions";

const row = (applicableCount: number, pendingCount: number, decision: object | null = null) => ({
  applicableCount,
  pendingCount,
  decision,
});

describe("standards that apply nowhere", () => {
  it("wait for all answers before the chair decides", () => {
    expect(appliesNowhere(row(0, 0))).toBe(true);
    expect(appliesNowhere(row(0, 1))).toBe(false);
    expect(appliesNowhere(row(1, 0))).toBe(false);
  });

  it("keep the synthesis open until the chair has decided", () => {
    expect(openPoints([row(4, 0), row(0, 0), row(0, 0, {}), row(2, 2)])).toEqual({
      pending: 1,
      undecided: 1,
    });
    expect(openPoints([row(4, 0), row(0, 0, {})])).toEqual({ pending: 0, undecided: 0 });
  });
});
