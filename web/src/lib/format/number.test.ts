import { afterEach, describe, expect, it } from "vitest";
import { language } from "../i18n/language";
import { editableDecimal, money, number, parseDecimal, percent } from "./number";

afterEach(() => language.set("ro"));

describe("numbers as read", () => {
  it("follow the Romanian forms", () => {
    expect(number(1234.5)).toBe("1.234,5");
    expect(money("424130.28")).toBe("424.130,28\u00A0lei");
    expect(money("1500.00")).toBe("1.500\u00A0lei");
    expect(percent(60)).toBe("60\u00A0%");
  });

  it("keep every digit of an amount", () => {
    expect(money("90071992547409931.25")).toBe("90.071.992.547.409.931,25\u00A0lei");
  });

  it("follow British English", () => {
    language.set("en");
    expect(money("424130.28")).toBe("424,130.28\u00A0lei");
    expect(percent(60)).toBe("60%");
  });
});

describe("numbers as typed in Romanian", () => {
  it.each([
    ["1234,5", "1234.5"],
    ["1.234,50", "1234.5"],
    ["1 234,50 lei", "1234.5"],
    ["1250.5", "1250.5"],
    ["1.250,5", "1250.5"],
    ["1 250,50", "1250.5"],
    ["1\u00A0250,50", "1250.5"],
    ["1.234", "1234"],
    ["1.234.567", "1234567"],
    ["12.5", "12.5"],
    ["1,234.50", "1234.5"],
    ["0,10", "0.1"],
    ["007", "7"],
    ["-3,5", "-3.5"],
    ["0", "0"],
  ])("%s is %s", (typed, stored) => expect(parseDecimal(typed)).toBe(stored));

  it.each(["", "abc", "1,2,3", "1.23.4", "1.234,5,6", "12e3", "--1"])("%s is no number", (typed) =>
    expect(parseDecimal(typed)).toBeUndefined(),
  );

  it("are shown again as they are edited, money with two decimals", () => {
    expect(editableDecimal("1234.5")).toBe("1234,5");
    expect(editableDecimal("1234.5", 2)).toBe("1234,50");
    expect(editableDecimal("1234", 2)).toBe("1234,00");
    expect(editableDecimal("1234")).toBe("1234");
  });

  it("follow the comma of English", () => {
    language.set("en");
    expect(parseDecimal("1,234")).toBe("1234");
    expect(parseDecimal("1.234")).toBe("1.234");
  });
});
