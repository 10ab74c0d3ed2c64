import type { TableFile } from "../../lib/export/columns";
import { fileColumns } from "./columns";
import type { TreeColumn } from "./TreeTable";
import { type Branch, inTreeOrder } from "./tree";

type Tree<Row> = {
  branches: Branch<Row>[];
  columns: TreeColumn<Row>[];
  nameHeader: string;
  /** The name of a row, as in the first column. */
  nameOf: (row: Row) => string;
  parentHeader: string;
};

/**
 * A tree as rows that sheets can filter: each with the name of the one it stands under, in the order of the tree, closed
 * branches included.
 */
export function treeFile<Row>({
  branches,
  columns,
  nameHeader,
  nameOf,
  parentHeader,
}: Tree<Row>): Pick<TableFile<Row>, "columns" | "rows" | "total"> {
  const placed = inTreeOrder(branches);
  const parents = new Map(placed.map(({ row, parent }) => [row, parent]));
  return {
    rows: placed.map(({ row }) => row),
    total: placed.length,
    columns: [
      { title: nameHeader, kind: "TEXT", value: nameOf },
      {
        title: parentHeader,
        kind: "TEXT",
        value: (row) => {
          const parent = parents.get(row) ?? null;
          return parent === null ? null : nameOf(parent);
        },
      },
      ...fileColumns(columns),
    ],
  };
}
