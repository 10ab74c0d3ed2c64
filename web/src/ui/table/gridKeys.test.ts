import { describe, expect, it } from "vitest";
import { placeAfter, rangeOf } from "./gridKeys";

const size = { rows: 21, columns: 6, page: 10 };
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey });

describe("the keys of a grid", () => {
  it.each([
    ["ArrowDown", { row: 5, column: 2 }, { row: 6, column: 2 }],
    ["ArrowUp", { row: 1, column: 2 }, { row: 0, column: 2 }],
    ["ArrowUp", { row: 0, column: 2 }, { row: 0, column: 2 }],
    ["ArrowLeft", { row: 5, column: 0 }, { row: 5, column: 0 }],
    ["ArrowRight", { row: 5, column: 5 }, { row: 5, column: 5 }],
    ["Home", { row: 5, column: 4 }, { row: 5, column: 0 }],
    ["End", { row: 5, column: 1 }, { row: 5, column: 5 }],
    ["PageDown", { row: 15, column: 1 }, { row: 20, column: 1 }],
    ["PageUp", { row: 5, column: 1 }, { row: 1, column: 1 }],
    ["PageUp", { row: 0, column: 1 }, { row: 0, column: 1 }],
  ])("%s moves from %o to %o", (key, from, to) => {
    expect(placeAfter(press(key), from, size)).toEqual(to);
  });

  it("goes to the corners with Ctrl, past the header", () => {
    expect(placeAfter(press("Home", true), { row: 9, column: 3 }, size)).toEqual({ row: 1, column: 0 });
    expect(placeAfter(press("End", true), { row: 9, column: 3 }, size)).toEqual({ row: 20, column: 5 });
  });

  it("leaves all other keys alone", () => {
    expect(placeAfter(press("a"), { row: 1, column: 1 }, size)).toBeNull();
    expect(placeAfter(press("ArrowDown", true), { row: 1, column: 1 }, size)).toBeNull();
  });

  it("stays in an empty grid", () => {
    const empty = { rows: 1, columns: 6, page: 10 };
    expect(placeAfter(press("ArrowDown"), { row: 0, column: 0 }, empty)).toEqual({ row: 0, column: 0 });
    expect(placeAfter(press("Home", true), { row: 0, column: 3 }, empty)).toEqual({ row: 0, column: 0 });
  });
});

describe("a range of rows", () => {
  const ids = ["a", "b", "c", "d"];
  it("takes both ends in either direction", () => {
    expect(rangeOf(ids, "b", "d")).toEqual(["b", "c", "d"]);
    expect(rangeOf(ids, "d", "b")).toEqual(["b", "c", "d"]);
  });
  it("is the row alone when the other end is gone", () => {
    expect(rangeOf(ids, "x", "c")).toEqual(["c"]);
  });
});
