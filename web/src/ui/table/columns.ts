import type { ReactNode } from "react";
import type { FileColumn, FileValue } from "../../lib/export/columns";
import type { MenuItem } from "../overlay/Menu";

/** One column of a register. */
export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What a file of the table holds here, under the same header; several where a cell shows several things. */
  file: FileValue<Row> | FileValue<Row>[];
  /** Present when the server can order by it; the address keeps it. */
  sortKey?: string;
  /** Numbers and amounts. */
  isNumeric?: boolean;
  /** 1 stays on the narrowest card and tablet, 5 goes first. The first column is the title and always stays. */
  priority?: 1 | 2 | 3 | 4 | 5;
};

export type Sort = { key: string; isDescending: boolean };

export type TableProps<Row> = {
  /** What the rows are, for the caption: „Acțiuni”. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** Names a row for its checkbox and its menu. */
  rowLabel: (row: Row) => string;
  totalCount?: number | undefined;
  hidden?: string[];
  sort?: Sort[];
  onSort?: (sort: Sort[]) => void;
  selection?: string[];
  onSelect?: (ids: string[]) => void;
  actions?: (row: Row) => MenuItem[];
  hasMore?: boolean;
  onMore?: () => void;
  /** Fresh rows are on their way: the edge of the header is dashed, the rows stay. */
  isStale?: boolean;
  /** Rows somebody else just changed: outlined for a moment, never moved. */
  changedIds?: ReadonlySet<string>;
};

/** The columns of the file of a table: those that are not hidden, in their order. */
export function fileColumns<Row>(
  columns: Pick<Column<Row>, "key" | "header" | "file">[],
  hidden: string[] = [],
): FileColumn<Row>[] {
  return columns
    .filter(({ key }) => !hidden.includes(key))
    .flatMap(({ header, file }) => [file].flat().map((one) => ({ ...one, title: one.title ?? header })));
}

/** The next order after a header was used: ascending, descending, none; with Shift as a second level. */
export function nextSort(sort: Sort[], key: string, isSecondLevel: boolean): Sort[] {
  const current = sort.find((one) => one.key === key);
  const others = isSecondLevel ? sort.filter((one) => one.key !== key) : [];
  if (current === undefined) return [...others, { key, isDescending: false }].slice(-2);
  return current.isDescending ? others : [...others, { key, isDescending: true }];
}
