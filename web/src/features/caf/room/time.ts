/** The time of a talk. It says how much is left and locks nothing. */

type Talk = { discussionEndsAt: string | null; discussionLeft: number | null };

/** The seconds that are left, 0 once the time has passed; null when no time is set. */
export function secondsLeft({ discussionEndsAt, discussionLeft }: Talk, now: number): number | null {
  if (discussionLeft !== null) return discussionLeft;
  if (discussionEndsAt === null) return null;
  return Math.max(0, Math.ceil((Date.parse(discussionEndsAt) - now) / 1_000));
}

/** „03:40” */
export function clockOf(seconds: number): string {
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** What is spoken when the time runs from one second to another: the last minute and the end, nothing else. */
export function spokenAt(before: number, now: number): "minute" | "over" | null {
  if (before > 0 && now === 0) return "over";
  return before > 60 && now <= 60 && now > 0 ? "minute" : null;
}
