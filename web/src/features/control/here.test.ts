import { describe, expect, it } from "vitest";
import { campaignOf, yearOf } from "./here";

describe("the year of the address", () => {
  it("is asked for as a number; what is no year has no self-assessment", () => {
    expect(yearOf("2026")).toEqual({ year: 2026, isLatest: false });
    expect(yearOf("latest")).toEqual({ year: 0, isLatest: true });
    for (const text of ["26", "2026x", "", undefined])
      expect(yearOf(text)).toEqual({ year: 0, isLatest: false });
  });

  it("leads to its self-assessment, or to the newest of the list", () => {
    const [old, recent] = [{ year: 2024 }, { year: 2026 }];
    expect(campaignOf({ controlCampaign: old })).toBe(old);
    expect(campaignOf({ controlCampaign: null })).toBeNull();
    expect(campaignOf({ controlCampaigns: [old, recent] })).toBe(recent);
    expect(campaignOf({ controlCampaigns: [] })).toBeNull();
    expect(campaignOf<{ year: number }>(null)).toBeNull();
  });
});
