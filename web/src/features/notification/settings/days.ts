/** Working days before a deadline as people type them: „5, 1”. */
export function daysText(days: readonly number[]): string {
  return days.join(", ");
}

/** The typed days; undefined when something in them is no whole number. */
export function readDays(typed: string): number[] | undefined {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== "");
  return parts.every((part) => /^\d{1,3}$/.test(part)) ? parts.map(Number) : undefined;
}
