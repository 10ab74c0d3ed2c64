/** All rows of a list, page by page. */
import type { TypedDocumentNode } from "@urql/core";
import { type ApiError, toApiError } from "../api/error";
import { send } from "../api/send";
import { renewOrWait } from "../session/session";
import { accessToken } from "../session/token";
import type { PageOf, PageReader, Read, TableFile } from "./columns";

/** The server takes no larger table. */
export const mostRows = 50_000;

export type Watch = {
  signal: AbortSignal;
  onProgress: (read: number, total: number) => void;
};

export type Rows<Row> =
  | { kind: "read"; rows: Row[] }
  | { kind: "tooMany"; count: number }
  | { kind: "failed"; error: ApiError }
  | { kind: "cancelled" };

/**
 * Reads a list by the very document and variables of a page, but for the cursor, which is called `after`. It passes the
 * cache by: thousands of rows are not kept for a page that shows fifty.
 */
export function pagesOf<Data, Variables extends object, Row>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "after">,
  listIn: (data: Data) => PageOf<Row> | null | undefined,
): PageReader<Row> {
  return async (after) => {
    const { data, error } = await asViewer(document, { ...variables, after } as unknown as Variables);
    if (error !== null) return { data: null, error };
    const list = listIn(data);
    // Access ended meanwhile.
    return list ? { data: list, error: null } : { data: null, error: { ...nothing, code: "NOT_FOUND" } };
  };
}

/** Follows the cursors to the end. */
export async function readAll<Row>(
  { rows: given, total, arrange = (rows) => rows }: Pick<TableFile<Row>, "rows" | "total" | "arrange">,
  { signal, onProgress }: Watch,
): Promise<Rows<Row>> {
  if (typeof given !== "function") return withinLimit(arrange([...given]));
  if (total !== null && total > mostRows) return { kind: "tooMany", count: total };
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const { data, error }: Read<PageOf<Row>> = await given(after);
    if (signal.aborted) return { kind: "cancelled" };
    if (error !== null) return { kind: "failed", error };
    if (data.totalCount > mostRows) return { kind: "tooMany", count: data.totalCount };
    rows.push(...data.nodes);
    onProgress(rows.length, Math.max(data.totalCount, rows.length));
    if (!data.pageInfo.hasNextPage) return withinLimit(arrange(rows));
    after = data.pageInfo.endCursor;
  }
}

function withinLimit<Row>(rows: Row[]): Rows<Row> {
  return rows.length > mostRows ? { kind: "tooMany", count: rows.length } : { kind: "read", rows };
}

const nothing = toApiError({ message: "" });

/** A session that has just ended is renewed once. */
async function asViewer<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Read<Data>> {
  const answer = await send(document, variables, accessToken() ?? undefined);
  if (answer.error?.code !== "UNAUTHENTICATED") return answer;
  await renewOrWait();
  return await send(document, variables, accessToken() ?? undefined);
}
