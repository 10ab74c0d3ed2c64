import type { ApiError } from "../../lib/api/error";
import type { Clash, Clashes } from "./clash";

/** Every single value of a form by its path; a list is one value. */
export function leavesOf(values: object, prefix = ""): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(values)) {
    const path = `${prefix}${name}`;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [inner, leaf] of leavesOf(value, `${path}.`)) found.set(inner, leaf);
    } else found.set(path, value);
  }
  return found;
}

/**
 * Three ways together: what only they changed is taken over, what only I changed stays, and what both changed is a
 * clash unless both wrote the same.
 */
export function merged(
  base: object,
  mine: object,
  theirs: object,
  refusal: ApiError,
): { taken: Map<string, unknown>; clashes: Clashes } {
  const [from, own, other] = [leavesOf(base), leavesOf(mine), leavesOf(theirs)];
  const taken = new Map<string, unknown>();
  const clashes: Record<string, Clash> = {};
  for (const [path, value] of other) {
    if (isSame(value, from.get(path)) || isSame(value, own.get(path))) continue;
    if (isSame(own.get(path), from.get(path))) taken.set(path, value);
    else {
      const told = refusal.conflicts.find((one) => one.path === path || path.startsWith(`${one.path}.`));
      clashes[path] = {
        theirs: value,
        changedBy: told?.changedBy ?? null,
        changedAt: told?.changedAt ?? null,
      };
    }
  }
  return { taken, clashes };
}

/** An empty field and none are the same to a reader. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one || null) === JSON.stringify(other || null);
}
