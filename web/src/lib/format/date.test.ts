import { afterEach, describe, expect, it } from "vitest";
import { language } from "../i18n/language";
import { addDays, dayMonth, daysBetween, longDate, parseDate, shortDate, shortInstant } from "./date";

afterEach(() => language.set("ro"));

describe("dates as read", () => {
  it("follow the official Romanian forms", () => {
    expect(longDate("2027-01-22")).toBe("22 ianuarie 2027");
    expect(shortDate("2027-01-22")).toBe("22.01.2027");
    expect(dayMonth("2027-01-20", "2027-01-22")).toBe("20 ian.");
    expect(dayMonth("2026-12-31", "2027-01-22")).toBe("31 dec. 2026");
  });

  it("follow British English", () => {
    language.set("en");
    expect(longDate("2027-01-22")).toBe("22 January 2027");
    expect(shortDate("2027-01-22")).toBe("22 Jan 2027");
  });

  it("show instants in Bucharest, winter and summer", () => {
    expect(shortInstant("2027-01-22T12:05:00Z")).toBe("22.01.2027, 14:05");
    expect(shortInstant("2027-07-22T21:30:00Z")).toBe("23.07.2027, 00:30");
  });

  it("count days over the change of the hour", () => {
    expect(daysBetween("2027-03-27", "2027-03-29")).toBe(2);
    expect(addDays("2027-10-30", 2)).toBe("2027-11-01");
  });
});

describe("dates as typed", () => {
  it.each([
    ["1.2.27", "2027-02-01"],
    ["01/02/2027", "2027-02-01"],
    [" 1 februarie 2027 ", "2027-02-01"],
    ["1 feb. 27", "2027-02-01"],
    ["2027-02-01", "2027-02-01"],
    ["1-2-2027", "2027-02-01"],
    ["5.3", "2027-03-05"],
    ["3 noiembrie", "2027-11-03"],
    ["3 nov 2027", "2027-11-03"],
    ["29.2.2028", "2028-02-29"],
    ["azi", "2027-01-22"],
    ["mâine", "2027-01-23"],
  ])("%s is %s", (typed, date) => expect(parseDate(typed, "2027-01-22")).toBe(date));

  it.each(["", "31.2.2027", "29.2.2027", "1.13.27", "abc", "1", "32 ian 2027", "1 xyz 2027"])(
    "%s is no date",
    (typed) => expect(parseDate(typed, "2027-01-22")).toBeUndefined(),
  );
});
