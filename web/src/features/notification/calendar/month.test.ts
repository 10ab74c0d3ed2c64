import { describe, expect, it } from "vitest";
import { edges, monthLater, monthOf, weeks } from "./month";

describe("months of the calendar", () => {
  it("begin on Monday and hold every day once", () => {
    const january = weeks("2027-01");
    expect(january[0]).toEqual([null, null, null, null, "2027-01-01", "2027-01-02", "2027-01-03"]);
    expect(january.flat().filter((day) => day !== null)).toHaveLength(31);
    expect(weeks("2027-02")).toHaveLength(4);
  });

  it("follow each other over the year and know leap days", () => {
    expect(monthLater("2026-12", 1)).toBe("2027-01");
    expect(monthLater("2027-01", -1)).toBe("2026-12");
    expect(edges("2028-02")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  });

  it("fall back on today for what is no month", () => {
    expect(monthOf("2027-13", "2027-01-22")).toBe("2027-01");
    expect(monthOf("2027-03", "2027-01-22")).toBe("2027-03");
  });
});
