import { expect, it } from "vitest";
import { grouped } from "./grouped";

it("keeps the order of rows, and of groups by their first row", () => {
  const rows = ["b2", "a9", "b1"];
  expect(grouped(rows, (row) => row.slice(0, 1))).toEqual([
    ["b", ["b2", "b1"]],
    ["a", ["a9"]],
  ]);
});
