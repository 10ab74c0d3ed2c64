import { expect, test } from "vitest";
import { dayMonthText, parseDayMonth } from "./dayMonth";
import { proposed } from "./days";

test("a day of the year is read as people write it", () => {
  for (const [text, found] of [
    ["20.01", { day: 20, month: 1 }],
    [" 5/2 ", { day: 5, month: 2 }],
    ["29.02.", { day: 29, month: 2 }],
    ["32.01", null],
    ["1.13", null],
    ["ianuarie", null],
    ["", null],
  ] as const) {
    expect(parseDayMonth(text), text).toEqual(found);
  }
  expect(dayMonthText({ day: 5, month: 2 })).toBe("05.02");
});

test("a day that is over is not proposed", () => {
  const days = [{ kind: "QUESTIONNAIRES" as const, dueOn: "2027-01-20" }];
  expect(proposed(days, "QUESTIONNAIRES", "2027-01-20")).toBe("2027-01-20");
  expect(proposed(days, "QUESTIONNAIRES", "2027-01-21")).toBeNull();
  expect(proposed(days, "REPORT", "2026-01-01")).toBeNull();
});
