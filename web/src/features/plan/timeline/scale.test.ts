import { describe, expect, it } from "vitest";
import { axisOf, barOf, inDateOrder, lineBetween, marksOf, sideOf, todayOn, xOf } from "./scale";

const year = { start: "2027-01-01", end: "2027-12-31" };
const action = (id: string, startOn: string | null, dueOn: string | null) => ({
  id,
  code: id,
  startOn,
  dueOn,
});

describe("the axis of the timeline", () => {
  it("covers the period in whole units", () => {
    expect(axisOf(year, [], "week")).toMatchObject({ start: "2026-12-28", end: "2028-01-02" });
    expect(axisOf(year, [], "month")).toMatchObject({ start: "2027-01-01", end: "2027-12-31" });
    expect(axisOf({ start: "2027-02-10", end: "2027-11-03" }, [], "quarter")).toMatchObject({
      start: "2027-01-01",
      end: "2027-12-31",
    });
  });

  it("reaches out for an action outside the period", () => {
    expect(axisOf(year, [action("a", "2026-11-20", "2028-02-03")], "month")).toMatchObject({
      start: "2026-11-01",
      end: "2028-02-29",
    });
  });

  it("marks each unit with its width", () => {
    const months = marksOf(axisOf(year, [], "month"));
    expect(months.map(({ day }) => day.slice(5))).toEqual(
      Array.from({ length: 12 }, (_, at) => `${String(at + 1).padStart(2, "0")}-01`),
    );
    expect(months[1]).toEqual({ day: "2027-02-01", x: 31 * 6, width: 28 * 6 });
    expect(marksOf(axisOf(year, [], "quarter"))).toHaveLength(4);
    expect(marksOf(axisOf(year, [], "week"))).toHaveLength(53);
  });

  it("does not stumble over the hour that summer takes", () => {
    const axis = axisOf(year, [], "month");
    expect(xOf(axis, "2027-03-29") - xOf(axis, "2027-03-28")).toBe(6);
    expect(xOf(axis, "2027-11-01") - xOf(axis, "2027-10-31")).toBe(6);
  });
});

describe("a bar", () => {
  const axis = axisOf(year, [], "month");
  it("includes its first and last day", () => {
    expect(barOf(axis, action("a", "2027-01-01", "2027-01-31"))).toEqual({ x: 0, width: 31 * 6 });
  });
  it("is one day long when only one date is known, and none without dates", () => {
    expect(barOf(axis, action("a", null, "2027-02-01"))).toEqual({ x: 31 * 6, width: 6 });
    expect(barOf(axis, action("a", "2027-02-01", null))).toEqual({ x: 31 * 6, width: 6 });
    expect(barOf(axis, action("a", null, null))).toBeNull();
  });
});

describe("the timeline", () => {
  it("draws today only when it lies on the axis", () => {
    const axis = axisOf(year, [], "month");
    expect(todayOn(axis, "2027-01-02")).toBe(9);
    expect(todayOn(axis, "2026-12-31")).toBeNull();
    expect(todayOn(axis, "2028-01-01")).toBeNull();
  });

  it("lists by date and sets apart what has none", () => {
    const { dated, undated } = inDateOrder([
      action("c", null, "2027-03-01"),
      action("a", "2027-01-01", "2027-06-30"),
      action("x", null, null),
      action("b", "2027-01-01", "2027-02-01"),
    ]);
    expect(dated.map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(undated.map(({ id }) => id)).toEqual(["x"]);
  });

  it("leads a line straight where there is room and around where there is none", () => {
    expect(lineBetween({ x: 0, width: 50 }, 0, { x: 100, width: 10 }, 2, 40)).toBe("M50 20H58V100H100");
    expect(lineBetween({ x: 0, width: 50 }, 2, { x: 40, width: 10 }, 0, 40)).toBe("M50 100H58V80H32V20H40");
  });
});

describe("a bar out of sight", () => {
  it.each([
    [{ x: 0, width: 50 }, "before"],
    [{ x: 0, width: 104 }, "before"],
    [{ x: 0, width: 108 }, null],
    [{ x: 150, width: 6 }, null],
    [{ x: 192, width: 50 }, null],
    [{ x: 195, width: 50 }, "beyond"],
    [{ x: 300, width: 50 }, "beyond"],
  ] as const)("%j is %s what is seen from 100 to 200", (bar, side) =>
    expect(sideOf(bar, 100, 200)).toBe(side),
  );
});
