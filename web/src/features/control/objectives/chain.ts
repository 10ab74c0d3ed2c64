/** The chain from general objectives to indicators as the rows of one tree. */
import { folded } from "../../../lib/format/search";

export type ChainKind = "GENERAL" | "SPECIFIC" | "ACTIVITY" | "INDICATOR";

/** One row: what it is, under which other row it stands, and what is told of it. */
export type ChainRow = {
  id: string;
  kind: ChainKind;
  parentId: string | null;
  code: string | null;
  title: string;
  unit: { id: string; nameRo: string; nameEn: string } | null;
  dueOn: string | null;
  /** What keeps the objective from being SMART; empty for everything else. */
  gaps: string[];
  /** How much of the target is reached, in whole per cent; null while nothing was measured. */
  achieved: number | null;
  isRetired: boolean;
};

/** What still has to be done, as the figures above the tree count it. */
export const shortfalls = ["lacking", "unmeasured"] as const;
export type Shortfall = (typeof shortfalls)[number];

export type Filter = { unitIds: string[]; text: string; show: Shortfall[]; withRetired: boolean };

/** The rows a filter leaves. What leads to a row stays with it, so that nobody sees an activity without its objective. */
export function filtered(rows: ChainRow[], { unitIds, text, show, withRetired }: Filter): ChainRow[] {
  const inUse = withRetired ? rows : rows.filter(({ isRetired }) => !isRetired);
  const byId = new Map(inUse.map((row) => [row.id, row]));
  const wanted = folded(text);
  const keep = new Set<string>();
  const matches = (row: ChainRow): boolean => {
    const unit = unitOf(row, byId);
    const isOfUnit = unitIds.length === 0 || (unit !== null && unitIds.includes(unit.id));
    const isOfText = wanted === "" || folded(`${row.code ?? ""} ${row.title}`).includes(wanted);
    return isOfUnit && isOfText && (show.length === 0 || show.some((one) => fallsShort(row, one)));
  };
  for (const row of inUse) {
    if (!matches(row)) continue;
    let at: ChainRow | undefined = row;
    while (at !== undefined && !keep.has(at.id)) {
      keep.add(at.id);
      at = byId.get(at.parentId ?? "");
    }
  }
  return inUse.filter(({ id }) => keep.has(id));
}

/** Whether something is left to do: a specific objective that is not SMART, an indicator without a value. */
export function fallsShort({ kind, gaps, achieved }: ChainRow, shortfall: Shortfall): boolean {
  return shortfall === "lacking"
    ? kind === "SPECIFIC" && gaps.length > 0
    : kind === "INDICATOR" && achieved === null;
}

/** The compartment of a row: its own, else that of what it stands under. */
export function unitOf(row: ChainRow, byId: ReadonlyMap<string, ChainRow>): ChainRow["unit"] {
  if (row.unit !== null) return row.unit;
  const above = byId.get(row.parentId ?? "");
  return above === undefined ? null : unitOf(above, byId);
}

/** A reached share in a word, so that the bar is not all there is. */
export function achievement(percent: number | null): "none" | "reached" | "onTheWay" | "behind" {
  if (percent === null) return "none";
  if (percent >= 100) return "reached";
  return percent >= 50 ? "onTheWay" : "behind";
}
