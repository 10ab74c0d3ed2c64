import { describe, expect, it } from "vitest";
import { treeOf, visible } from "./tree";

const units = [
  { id: "economic", parent: undefined },
  { id: "buget", parent: "economic" },
  { id: "salarii", parent: "buget" },
  { id: "juridic", parent: undefined },
  { id: "orphan", parent: "elsewhere" },
];
const tree = treeOf(
  units,
  ({ id }) => id,
  ({ parent }) => parent,
);

describe("a tree of rows", () => {
  it("shows branches below their parent, with levels", () => {
    const rows = visible(tree, ({ id }) => id, new Set());
    expect(rows.map(({ id, level }) => `${level} ${id}`)).toEqual([
      "1 economic",
      "2 buget",
      "3 salarii",
      "1 juridic",
      "1 orphan",
    ]);
    expect(rows[2]?.parentId).toBe("buget");
  });

  it("hides what is under a closed branch", () => {
    const rows = visible(tree, ({ id }) => id, new Set(["economic"]));
    expect(rows.map(({ id }) => id)).toEqual(["economic", "juridic", "orphan"]);
    expect(rows[0]?.hasChildren).toBe(true);
  });
});
