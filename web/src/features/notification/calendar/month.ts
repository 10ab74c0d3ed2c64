/** Days of a month, and months after months, as `YYYY-MM-DD` and `YYYY-MM`. */
import { addDays } from "../../../lib/format/date";

/** The month a text names; the one of `today` when it names none. */
export function monthOf(text: unknown, today: string): string {
  const isMonth = typeof text === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
  return isMonth ? text : today.slice(0, 7);
}

/** The month so many months later. */
export function monthLater(month: string, count: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** First and last day of a month. */
export function edges(month: string): { from: string; to: string } {
  return { from: `${month}-01`, to: addDays(`${monthLater(month, 1)}-01`, -1) };
}

/** The weeks of a month from Monday to Sunday; days of other months are null. */
export function weeks(month: string): (string | null)[][] {
  const { from, to } = edges(month);
  const monday = (new Date(`${from}T12:00:00Z`).getUTCDay() + 6) % 7;
  const days: (string | null)[] = Array.from({ length: monday }, () => null);
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  while (days.length % 7 !== 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
