import type { PlanActionPriority } from "../../../gql/graphql";
import type { Area } from "./fragments";

/** The weights of an area: impact and effort, both 1 to 5. */
export type Weights = { impact: number | null; effort: number | null };

export const weights = [1, 2, 3, 4, 5] as const;

/** Where a cell of the matrix lies: four and five are high, as the server counts. */
export function quadrant(impact: number, effort: number): PlanActionPriority {
  if (impact >= 4) return effort >= 4 ? "MAJOR_PROJECT" : "QUICK_WIN";
  return effort >= 4 ? "RECONSIDER" : "FILL_IN";
}

/** The areas of a cell of the matrix, in their order. */
export function inCell(areas: readonly Area[], impact: number, effort: number): Area[] {
  return areas.filter((one) => one.impact === impact && one.effort === effort);
}

/** Those that lack a weight. */
export function unweighed(areas: readonly Area[]): Area[] {
  return areas.filter(({ impact, effort }) => impact === null || effort === null);
}

/** What a proposal is called that areas become: their words, as far as a title holds them. */
export function titleOfGroup(areas: readonly Area[]): string {
  const joined = areas.map(({ text }) => text.replace(/\s+/g, " ").trim()).join("; ");
  return joined.length <= 200 ? joined : `${joined.slice(0, 199).trimEnd()}…`;
}
