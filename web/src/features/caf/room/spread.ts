/** Where the dots of a spread lie, and how far apart its ends are. */

/** Dots closer than this, in points of 100, would cover each other on a phone. */
const dotWidth = 4;

/** For each value, from the lowest to the highest, the row it lies in: a dot that would cover another goes above it. */
export function rowsOf(values: readonly number[]): number[] {
  const lastIn: number[] = [];
  return values.map((value) => {
    const free = lastIn.findIndex((last) => value - last >= dotWidth);
    const row = free === -1 ? lastIn.length : free;
    lastIn[row] = value;
    return row;
  });
}

/** How far the highest lies above the lowest, to one decimal. */
export function apart(lowest: string, highest: string): number {
  return Math.round((Number(highest) - Number(lowest)) * 10) / 10;
}

/** Equal values in one row with how many there are, lowest first. */
export function counted(values: readonly string[]): { value: string; count: number }[] {
  const rows: { value: string; count: number }[] = [];
  for (const value of values) {
    const last = rows.at(-1);
    if (last?.value === value) last.count += 1;
    else rows.push({ value, count: 1 });
  }
  return rows;
}
