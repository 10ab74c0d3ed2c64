/** A duty as the list keeps it: what was seen stays in its place until the reader asks for more or leaves. */
export type Calm<Row> = { row: Row; resolvedAt: Date | null };

export type CalmList<Row> = {
  shown: Calm<Row>[];
  /** Rows that arrived since; they wait behind „Afișați”. */
  waitingCount: number;
};

/**
 * Joins what is on the page with what the server says now: nothing moves, new rows wait, a finished row stays with the
 * time it was noticed.
 */
export function settle<Row extends { id: string }>(
  before: Calm<Row>[] | null,
  now: Row[],
  at: Date,
): CalmList<Row> {
  if (before === null) return { shown: now.map((row) => ({ row, resolvedAt: null })), waitingCount: 0 };
  const current = new Map(now.map((row) => [row.id, row]));
  const seen = new Set(before.map(({ row }) => row.id));
  const shown = before.map(({ row, resolvedAt }) => {
    const fresh = current.get(row.id);
    return fresh === undefined ? { row, resolvedAt: resolvedAt ?? at } : { row: fresh, resolvedAt: null };
  });
  return { shown, waitingCount: now.filter(({ id }) => !seen.has(id)).length };
}
