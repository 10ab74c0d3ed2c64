import { describe, expect, it } from "vitest";
import { mean, scoreRows } from "./figures";

const institutions = [
  { slug: "ps6", parentSlug: null },
  { slug: "dgaspc", parentSlug: "ps6" },
  { slug: "dep", parentSlug: "ps6" },
  { slug: "other", parentSlug: "not-here" },
];
const plan = (slug: string, progress: number, overdueCount: number, releasedAt: string) => ({
  institution: { slug },
  progress,
  overdueCount,
  releasedAt,
});

describe("the mayor's scorecard", () => {
  const rows = scoreRows(institutions, [
    plan("ps6", 70, 1, "2027-01-10T10:00:00Z"),
    plan("ps6", 61, 2, "2027-01-22T12:05:00Z"),
    plan("dgaspc", 0, 0, "2027-01-02T10:00:00Z"),
  ]);

  it("follows the tree", () => {
    expect(rows.map(({ institution, level }) => `${level} ${institution.slug}`)).toEqual([
      "0 ps6",
      "1 dgaspc",
      "1 dep",
      "0 other",
    ]);
  });

  it("sums what was released", () => {
    expect(rows[0]).toMatchObject({ progress: 66, overdueCount: 3, dataAt: "2027-01-22T12:05:00Z" });
  });

  it("tells no data from zero", () => {
    expect(rows[1]?.progress).toBe(0);
    expect(rows[2]?.progress).toBeNull();
    expect(mean([])).toBeNull();
  });
});
