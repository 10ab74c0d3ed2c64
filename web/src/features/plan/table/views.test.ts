import { describe, expect, it } from "vitest";
import { isChanged, searchOf, viewOf } from "./views";

const late = { id: "v1", query: "view=table&status=APPROVED&status=IN_PROGRESS&overdue=1&sort=due" };

describe("a saved view", () => {
  it("is the same in whatever order its parts were chosen", () => {
    const one = {
      status: ["IN_PROGRESS", "APPROVED"],
      overdue: "1",
      view: "table",
      sort: "due",
      saved: "v1",
    };
    expect(viewOf(one)).toBe(late.query);
    expect(isChanged(late, one)).toBe(false);
  });

  it("knows that something was added or taken off", () => {
    expect(isChanged(late, { view: "table", status: ["APPROVED", "IN_PROGRESS"], sort: "due" })).toBe(true);
    const more = { view: "table", status: ["APPROVED", "IN_PROGRESS"], overdue: "1", sort: "due", q: "x" };
    expect(isChanged(late, more)).toBe(true);
  });

  it("does not mind what is not part of a view", () => {
    const address = { ...searchOf(late, {}), panel: "history", act: "close" };
    expect(isChanged(late, address)).toBe(false);
  });

  it("takes the place of the one before and is left without a trace", () => {
    expect(searchOf(late, { q: "arhivă", hide: "budget" })).toMatchObject({
      q: undefined,
      hide: undefined,
      overdue: "1",
      saved: "v1",
    });
    expect(searchOf(null, { view: "board", overdue: "1", saved: "v1" })).toMatchObject({
      view: "board",
      overdue: undefined,
      saved: undefined,
    });
  });
});
