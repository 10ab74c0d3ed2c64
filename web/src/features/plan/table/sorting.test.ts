import { describe, expect, it } from "vitest";
import { orderOf, possible, readSort, withSecondLevel, writeSort } from "./sorting";

const up = (key: string) => ({ key, isDescending: false });
const down = (key: string) => ({ key, isDescending: true });

describe("the order of actions", () => {
  it("is kept in the address", () => {
    expect(readSort("due,-title")).toEqual([up("due"), down("title")]);
    expect(writeSort([up("due"), down("title")])).toBe("due,-title");
    expect(readSort("colour,due,title,code")).toEqual([up("due"), up("title")]);
    expect(writeSort([])).toBeUndefined();
  });

  it("asks the server for the first level, in a direction it knows", () => {
    expect(orderOf([])).toBe("NUMBER_ASC");
    expect(orderOf([down("due"), up("title")])).toBe("DUE_DESC");
    expect(orderOf([up("budget")])).toBe("BUDGET_DESC");
  });

  it("turns to the only direction of a column and leaves it when used again", () => {
    expect(possible([up("budget")], [])).toEqual([down("budget")]);
    expect(possible([], [down("budget")])).toEqual([]);
    expect(possible([down("responsible")], [up("responsible")])).toEqual([]);
    expect(possible([up("responsible"), up("due")], [up("responsible")])).toEqual([
      up("responsible"),
      up("due"),
    ]);
  });

  it("orders equal rows by the second level and moves no other", () => {
    const row = (code: string, status: "DONE" | "APPROVED", dueOn: string | null) => ({
      code,
      title: code,
      status,
      dueOn,
      progress: 0,
      priority: null,
      budget: null,
      responsible: null,
    });
    const rows = [
      row("A-03", "APPROVED", null),
      row("A-01", "APPROVED", "2027-03-01"),
      row("A-02", "APPROVED", "2027-01-01"),
      row("A-10", "DONE", "2027-02-01"),
      row("A-04", "DONE", "2027-02-01"),
    ];
    const codes = (sort: ReturnType<typeof up>[]) => withSecondLevel(rows, sort).map(({ code }) => code);
    expect(codes([up("status"), up("due")])).toEqual(["A-02", "A-01", "A-03", "A-10", "A-04"]);
    expect(codes([up("status"), up("code")])).toEqual(["A-01", "A-02", "A-03", "A-04", "A-10"]);
    expect(codes([up("status")])).toEqual(rows.map(({ code }) => code));
  });
});
