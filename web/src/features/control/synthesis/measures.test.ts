import { describe, expect, it } from "vitest";
import { namesStandard, programmeOf } from "./measures";

const plan = (id: string, status: string, from: string, to: string, allowed = true) => ({
  id,
  status,
  periodStart: from,
  periodEnd: to,
  viewerCan: { addAction: { allowed } },
});

describe("the programme of measures", () => {
  it("is one that goes on after the reported year and is not ended", () => {
    const plans = [
      plan("old", "ACTIVE", "2024-01-01", "2025-12-31"),
      plan("ended", "CLOSED", "2026-01-01", "2026-12-31"),
      plan("now", "ACTIVE", "2026-01-01", "2026-12-31"),
    ];
    expect(programmeOf(plans, 2025)?.id).toBe("now");
    expect(programmeOf(plans, 2026)).toBeNull();
  });

  it("is the newest that one may add to, else the newest", () => {
    const draft = plan("draft", "DRAFT", "2027-01-01", "2027-12-31", false);
    const active = plan("active", "ACTIVE", "2026-01-01", "2027-06-30");
    expect(programmeOf([active, draft], 2026)?.id).toBe("active");
    expect(programmeOf([draft], 2026)?.id).toBe("draft");
  });
});

describe("a reference", () => {
  it("names a standard with or without its letter, or by one of its criteria", () => {
    for (const reference of ["S09", "s9", "9", "9.2", " S09, criteriul 2", "09"])
      expect(namesStandard(reference, 9), reference).toBe(true);
  });

  it("names no other", () => {
    for (const reference of ["S19", "S1", "90", "", null, "PO-9"])
      expect(namesStandard(reference, 9)).toBe(false);
  });
});
