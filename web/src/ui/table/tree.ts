export type Branch<Row> = { row: Row; children: Branch<Row>[] };

export type VisibleRow<Row> = {
  id: string;
  row: Row;
  level: number;
  hasChildren: boolean;
  parentId: string | null;
};

/** Makes a tree of rows that name their parent; a row whose parent is not here stands at the top. */
export function treeOf<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  parentOf: (row: Row) => string | undefined,
): Branch<Row>[] {
  const branches = new Map(rows.map((row) => [idOf(row), { row, children: [] as Branch<Row>[] }]));
  const top: Branch<Row>[] = [];
  for (const branch of branches.values()) {
    const parent = branches.get(parentOf(branch.row) ?? "");
    (parent?.children ?? top).push(branch);
  }
  return top;
}

/** All rows from top to bottom, whatever is closed, each with the one it stands under. */
export function inTreeOrder<Row>(
  branches: Branch<Row>[],
  parent: Row | null = null,
): { row: Row; parent: Row | null }[] {
  return branches.flatMap(({ row, children }) => [{ row, parent }, ...inTreeOrder(children, row)]);
}

/** The rows that show, from top to bottom. */
export function visible<Row>(
  branches: Branch<Row>[],
  idOf: (row: Row) => string,
  closed: ReadonlySet<string>,
  level = 1,
  parentId: string | null = null,
): VisibleRow<Row>[] {
  return branches.flatMap(({ row, children }) => {
    const id = idOf(row);
    const own = { id, row, level, hasChildren: children.length > 0, parentId };
    return [own, ...(closed.has(id) ? [] : visible(children, idOf, closed, level + 1, id))];
  });
}
