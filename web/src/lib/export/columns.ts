/** What a file of a table holds: by column, typed, so that sheets can order, filter and sum it. */
import type { ApiError } from "../api/error";

export type Value = string | number | null;

/** What a cell is in a file: its kind and where its value comes from. CODE is never taken for a number. */
export type FileValue<Row> = { title?: string } & (
  | { kind: "CODE" | "TEXT" | "STATUS"; value: (row: Row) => string | null }
  /** `2027-01-22` */
  | { kind: "DATE"; value: (row: Row) => string | null }
  | { kind: "WHOLE"; value: (row: Row) => number | null }
  /** An exact text or a number; 60 of PERCENT is 60 %. */
  | { kind: "DECIMAL" | "MONEY" | "PERCENT"; value: (row: Row) => string | number | null }
);

/** A column of a file. */
export type FileColumn<Row> = FileValue<Row> & { title: string };

/** The rows after a cursor, as the API hands out lists. */
export type PageOf<Row> = {
  nodes: readonly Row[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

/** The rows of one table as a file: what is filtered, in its order, with the columns that are shown. */
export type TableFile<Row> = {
  /** Names the file together with the day: „Acțiuni P-01”. */
  name: string;
  /** What the rows are. */
  caption: string;
  /** What narrows the rows besides the filters, in words. */
  note?: string | undefined;
  columns: FileColumn<Row>[];
  /** How many rows there are, where the page knows. */
  total: number | null;
  rows: readonly Row[] | PageReader<Row>;
  /** The order of the page where it is not the server's, or the part of the rows that the table shows. */
  arrange?: (rows: Row[]) => Row[];
};

export type PageReader<Row> = (after: string | null) => Promise<Read<PageOf<Row>>>;
export type Read<Data> = { data: Data; error: null } | { data: null; error: ApiError };

/** An empty text is an empty cell. */
export function valuesOf<Row>(columns: FileColumn<Row>[], row: Row): Value[] {
  return columns.map(({ value }) => {
    const found = value(row);
    return found === "" ? null : found;
  });
}
