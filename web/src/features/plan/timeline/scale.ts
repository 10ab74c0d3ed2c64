/** Days as distances: the axis of the timeline, its marks, bars and the lines between them. */
import { addDays, daysBetween } from "../../../lib/format/date";

export const zooms = ["week", "month", "quarter"] as const;
export type Zoom = (typeof zooms)[number];

/** Width of a day. */
export const dayWidth: Record<Zoom, number> = { week: 18, month: 6, quarter: 2.4 };

export type Dated = { id: string; startOn: string | null; dueOn: string | null };
/** A stretch of the axis, in pixels from its beginning. */
export type Stretch = { x: number; width: number };
export type Axis = { start: string; end: string; zoom: Zoom; width: number };

/** The axis from the first to the last day of whole units; it covers the period and every action. */
export function axisOf(period: { start: string; end: string }, actions: Dated[], zoom: Zoom): Axis {
  const days = actions.flatMap(({ startOn, dueOn }) => [startOn, dueOn]).filter((day) => day !== null);
  const all = [period.start, period.end, ...days].sort();
  const start = unitStart(all[0] as string, zoom);
  const end = addDays(nextUnit(unitStart(all.at(-1) as string, zoom), zoom), -1);
  return { start, end, zoom, width: (daysBetween(start, end) + 1) * dayWidth[zoom] };
}

/** Where a day begins on the axis. */
export function xOf(axis: Axis, day: string): number {
  return daysBetween(axis.start, day) * dayWidth[axis.zoom];
}

/** The first days of the units along the axis, with their width. */
export function marksOf(axis: Axis): (Stretch & { day: string })[] {
  const marks: (Stretch & { day: string })[] = [];
  for (let day = axis.start; day <= axis.end; ) {
    const next = nextUnit(day, axis.zoom);
    marks.push({ day, x: xOf(axis, day), width: daysBetween(day, next) * dayWidth[axis.zoom] });
    day = next;
  }
  return marks;
}

/** The bar of an action, both its days included; one date alone makes a bar of one day, none makes none. */
export function barOf(axis: Axis, { startOn, dueOn }: Dated): Stretch | null {
  const start = startOn ?? dueOn;
  const end = dueOn ?? startOn;
  if (start === null || end === null) return null;
  const days = Math.max(daysBetween(start, end) + 1, 1);
  return { x: xOf(axis, start), width: Math.max(days * dayWidth[axis.zoom], 6) };
}

/** Enough of a bar to be noticed at the edge. */
const glimpse = 8;

/** On which side a bar is out of the part of the axis in sight; null when it can be seen. */
export function sideOf(bar: Stretch, from: number, to: number): "before" | "beyond" | null {
  if (bar.x + bar.width < from + Math.min(glimpse, bar.width)) return "before";
  return bar.x > to - Math.min(glimpse, bar.width) ? "beyond" : null;
}

/** Where today stands on the axis; null outside it. */
export function todayOn(axis: Axis, today: string): number | null {
  return today < axis.start || today > axis.end ? null : xOf(axis, today) + dayWidth[axis.zoom] / 2;
}

/** In the order of dates: by start, then due; actions without dates apart. */
export function inDateOrder<One extends Dated & { code: string }>(actions: One[]) {
  const dated = actions.filter(({ startOn, dueOn }) => startOn !== null || dueOn !== null);
  const key = ({ startOn, dueOn, code }: One) => `${startOn ?? dueOn}/${dueOn ?? startOn}/${code}`;
  return {
    dated: dated.sort((one, other) => (key(one) < key(other) ? -1 : 1)),
    undated: actions.filter(({ startOn, dueOn }) => startOn === null && dueOn === null),
  };
}

/** A line from the end of what comes first to the beginning of what waits for it, around corners. */
export function lineBetween(
  first: Stretch,
  firstRow: number,
  then: Stretch,
  thenRow: number,
  row: number,
): string {
  const [x1, y1] = [first.x + first.width, (firstRow + 0.5) * row];
  const [x2, y2] = [then.x, (thenRow + 0.5) * row];
  const gap = 8;
  if (x2 - x1 >= 2 * gap) return `M${x1} ${y1}H${x1 + gap}V${y2}H${x2}`;
  const middle = y1 + (y2 > y1 ? row / 2 : -row / 2);
  return `M${x1} ${y1}H${x1 + gap}V${middle}H${x2 - gap}V${y2}H${x2}`;
}

function unitStart(day: string, zoom: Zoom): string {
  if (zoom === "week") return addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
  const month = Number(day.slice(5, 7));
  const first = zoom === "month" ? month : month - ((month - 1) % 3);
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}

function nextUnit(day: string, zoom: Zoom): string {
  if (zoom === "week") return addDays(day, 7);
  return unitStart(addDays(day, zoom === "month" ? 31 : 93), zoom);
}
