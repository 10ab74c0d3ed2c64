/** A day of the year as people write it, `20.01`, or nothing. */
export function parseDayMonth(text: string): { day: number; month: number } | null {
  const found = /^\s*(\d{1,2})[.\s/-](\d{1,2})\.?\s*$/.exec(text);
  if (found === null) return null;
  const [day, month] = [Number(found[1]), Number(found[2])];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? { day, month } : null;
}

/** The same the other way round. */
export function dayMonthText({ day, month }: { day: number; month: number }): string {
  return `${String(day).padStart(2, "0")}.${String(month).padStart(2, "0")}`;
}
