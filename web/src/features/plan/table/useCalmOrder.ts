import { useState } from "react";
import type { Sort } from "../../../ui/table/columns";
import type { ActionCore } from "../fragments";
import { withSecondLevel } from "./sorting";

/**
 * The rows in their order, which stays while values change under the reader's eyes. It is made anew for other rows,
 * another order, or when the reader asks.
 */
export function useCalmOrder<Row extends ActionCore>(rows: Row[], sort: Sort[], asked: number): Row[] {
  const key = [asked, JSON.stringify(sort), ...rows.map(({ id }) => id)].join();
  const [kept, setKept] = useState<{ key: string; ids: string[] }>({ key: "", ids: [] });
  if (kept.key !== key) {
    const ids = withSecondLevel(rows, sort).map(({ id }) => id);
    setKept({ key, ids });
    return inOrder(rows, ids);
  }
  return inOrder(rows, kept.ids);
}

function inOrder<Row extends ActionCore>(rows: Row[], ids: string[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
