import { describe, expect, it } from "vitest";
import { valuesOf } from "../../lib/export/columns";
import { treeOf, visible } from "./tree";
import { treeFile } from "./treeFile";

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

describe("a tree as a file", () => {
  it("names the parent of each row, in the order of the tree", () => {
    const { columns, rows } = treeFile({
      branches: tree,
      columns: [],
      nameHeader: "Compartiment",
      nameOf: ({ id }) => id,
      parentHeader: "Face parte din",
    });
    expect(columns.map(({ title }) => title)).toEqual(["Compartiment", "Face parte din"]);
    expect([...(rows as never[])].map((row) => valuesOf(columns, row))).toEqual([
      ["economic", null],
      ["buget", "economic"],
      ["salarii", "buget"],
      ["juridic", null],
      ["orphan", null],
    ]);
  });
});
