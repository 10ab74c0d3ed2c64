/** A cell of a grid: row 0 is the header. */
export type GridPlace = { row: number; column: number };
export type GridSize = { rows: number; columns: number; page: number };
type Pressed = { key: string; ctrlKey: boolean };

/** Where a key leads from a cell; null when it does not move. */
export function placeAfter({ key, ctrlKey }: Pressed, at: GridPlace, size: GridSize): GridPlace | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const moves: Record<string, GridPlace> = {
    ArrowUp: { ...at, row: at.row - 1 },
    ArrowDown: { ...at, row: at.row + 1 },
    ArrowLeft: { ...at, column: at.column - 1 },
    ArrowRight: { ...at, column: at.column + 1 },
    PageUp: { ...at, row: Math.max(Math.min(at.row, 1), at.row - size.page) },
    PageDown: { ...at, row: at.row + size.page },
    Home: ctrlKey ? { row: Math.min(1, last.row), column: 0 } : { ...at, column: 0 },
    End: ctrlKey ? last : { ...at, column: last.column },
  };
  const wanted = moves[key];
  if (wanted === undefined || (ctrlKey && key !== "Home" && key !== "End")) return null;
  return { row: within(wanted.row, last.row), column: within(wanted.column, last.column) };
}

/** The ids from one row to another, both included, whichever comes first. */
export function rangeOf(ids: string[], from: string, to: string): string[] {
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b) as [number, number];
  return start < 0 ? [to] : ids.slice(start, end + 1);
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
