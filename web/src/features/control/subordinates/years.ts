/** The years to choose from beside the one that is shown: those with a self-assessment, this one and the one before. */
import { todayInBucharest } from "../../../lib/format/date";

export function yearsAround(shown: number, own: number[], today = todayInBucharest()): number[] {
  const now = Number(today.slice(0, 4));
  return [...new Set([shown, ...own, now, now - 1])].toSorted((one, other) => other - one);
}
