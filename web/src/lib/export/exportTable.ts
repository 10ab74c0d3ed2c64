import { download } from "../api/download";
import type { ApiError } from "../api/error";
import { todayInBucharest } from "../format/date";
import { language } from "../i18n/language";
import { type TableFile, valuesOf } from "./columns";
import { readAll, type Watch } from "./pages";

export const formats = ["xlsx", "ods", "csv"] as const;
export type Format = (typeof formats)[number];

/** The server reads no larger request. */
const mostBytes = 16 * 1024 * 1024;

export type Outcome =
  | { kind: "saved"; count: number }
  | { kind: "tooMany"; count: number }
  | { kind: "tooLarge" }
  | { kind: "failed"; error: ApiError }
  | { kind: "cancelled" };

type Watching = Watch & { onMaking: () => void };

/** Reads all rows of a table, has the server make the file of them, and hands it to the browser. */
export async function exportTable<Row>(
  table: TableFile<Row>,
  format: Format,
  note: string | null,
  watch: Watching,
): Promise<Outcome> {
  const read = await readAll(table, watch);
  if (read.kind !== "read") return read;
  const content = {
    name: `${table.name} ${todayInBucharest()}`,
    language: language.get(),
    caption: table.caption,
    note,
    columns: table.columns.map(({ title, kind }) => ({ title, kind })),
    rows: read.rows.map((row) => valuesOf(table.columns, row)),
  };
  const sent = new Blob([JSON.stringify(content)], { type: "application/json" });
  if (sent.size > mostBytes) return { kind: "tooLarge" };
  watch.onMaking();
  const error = await download(`/exports/table.${format}`, undefined, sent, watch.signal);
  if (watch.signal.aborted) return { kind: "cancelled" };
  return error === null ? { kind: "saved", count: read.rows.length } : { kind: "failed", error };
}
