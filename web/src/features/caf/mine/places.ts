/** The 28 subcriteria in their order: which one is shown, what stands around it, where one goes on. */

type Place = { isComplete: boolean; subcriterion: { code: string; criterion: { number: number } } };

/** The subcriterion of the address; `next` is the first one that is not complete. */
export function placeIn<One extends Place>(scores: readonly One[], sub: string): One | null {
  if (sub !== "next") return scores.find(({ subcriterion }) => subcriterion.code === sub) ?? null;
  return scores.find(({ isComplete }) => !isComplete) ?? scores[0] ?? null;
}

/** The codes before and after a subcriterion; null at the ends. */
export function around(
  scores: readonly Place[],
  code: string,
): { before: string | null; after: string | null } {
  const codes = scores.map(({ subcriterion }) => subcriterion.code);
  const at = codes.indexOf(code);
  return { before: codes[at - 1] ?? null, after: codes[at + 1] ?? null };
}

/** The subcriteria of each criterion, in the order of the list. */
export function byCriterion<One extends Place>(scores: readonly One[]): One[][] {
  const groups = new Map<number, One[]>();
  for (const score of scores) {
    const { number } = score.subcriterion.criterion;
    groups.set(number, [...(groups.get(number) ?? []), score]);
  }
  return [...groups.values()];
}
