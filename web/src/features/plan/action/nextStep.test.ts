import { describe, expect, it } from "vitest";
import type { ActionCore } from "../fragments";
import { nextStep } from "./nextStep";

const way = (status: ActionCore["status"], allowed: boolean, reason: string | null = null) => ({
  status,
  allowed,
  reason,
  needsReason: false,
});

describe("the next step", () => {
  it("leads forward along the workflow", () => {
    const nextStatuses = [way("APPROVED", true), way("DONE", true), way("CANCELLED", true)];
    expect(nextStep({ status: "IN_PROGRESS", nextStatuses })?.status).toBe("DONE");
  });

  it("shows what holds it up to those who could do something else", () => {
    const held = way("VERIFIED_EFFECTIVE", false, "Indicatorul nu are nicio valoare măsurată");
    expect(nextStep({ status: "DONE", nextStatuses: [held, way("IN_PROGRESS", true)] })).toBe(held);
  });

  it("is none for those who may do nothing, and after the end", () => {
    expect(
      nextStep({ status: "APPROVED", nextStatuses: [way("IN_PROGRESS", false, "Nu aveți dreptul")] }),
    ).toBeNull();
    expect(nextStep({ status: "VERIFIED_EFFECTIVE", nextStatuses: [way("IN_PROGRESS", true)] })).toBeNull();
  });
});
