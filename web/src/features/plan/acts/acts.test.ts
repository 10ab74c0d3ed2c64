import { describe, expect, it } from "vitest";
import type { PlanCore } from "../fragments";
import { actsOf } from "./usePlanActs";

const plan = (status: PlanCore["status"], number = 1) => ({ status, number }) as PlanCore;

describe("the acts on a plan", () => {
  it("begin with the next step", () => {
    expect(actsOf(plan("DRAFT", 0))).toEqual(["submit", "cancel"]);
    expect(actsOf(plan("IN_APPROVAL"))[0]).toBe("approve");
    expect(actsOf(plan("ACTIVE"))).toEqual(["release", "revise", "close", "cancel"]);
  });

  it("let an approved version be handed over while the next one is written", () => {
    expect(actsOf(plan("UNDER_REVISION", 2))).toContain("release");
  });

  it("end with the plan", () => {
    expect(actsOf(plan("CANCELLED"))).toEqual([]);
  });
});
