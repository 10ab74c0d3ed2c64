/** What of a questionnaire still waits, and where one goes on. */
import type { ImplementationStatus } from "../../../gql/graphql";

type Said = { answer: string | null; explanation: string | null; isTakenOver: boolean };
type Place = { isComplete: boolean; criterion: { code: string } };

/** What a criterion lacks to be complete, the first thing first. */
export function missingOf({
  answer,
  explanation,
  isTakenOver,
}: Said): "answer" | "confirmation" | "explanation" | null {
  if (answer === null) return "answer";
  if (explanation === null) return "explanation";
  return isTakenOver ? "confirmation" : null;
}

/** The code of the next incomplete criterion after another, from the start again at the end; null when all are. */
export function nextIncomplete(places: Place[], after: string): string | null {
  const at = places.findIndex(({ criterion }) => criterion.code === after);
  const inOrder = [...places.slice(at + 1), ...places.slice(0, at + 1)];
  return inOrder.find(({ isComplete }) => !isComplete)?.criterion.code ?? null;
}

/** The criteria of each standard, in the order of the list. */
export function byStandard<One extends { criterion: { standard: { number: number } } }>(
  places: One[],
): One[][] {
  const groups = new Map<number, One[]>();
  for (const place of places) {
    const { number } = place.criterion.standard;
    groups.set(number, [...(groups.get(number) ?? []), place]);
  }
  return [...groups.values()];
}

/** What the answers to the criteria of a standard come to (Annex 4.1); null while one is missing or unconfirmed. */
export function standardStatus(
  places: { answer: string | null; isTakenOver: boolean }[],
): ImplementationStatus | null {
  if (places.some(({ answer, isTakenOver }) => answer === null || isTakenOver)) return null;
  const met = places.some(({ answer }) => answer === "YES");
  const unmet = places.some(({ answer }) => answer === "NO");
  if (met) return unmet ? "PARTIALLY_IMPLEMENTED" : "IMPLEMENTED";
  return unmet ? "NOT_IMPLEMENTED" : "NOT_APPLICABLE";
}

export const idOf = (code: string) => `criterion-${code}`;

/** Goes to what a criterion waits for: its answers, its explanation, its confirmation; else to the criterion itself. */
export function focusCriterion(code: string): void {
  const place = document.getElementById(idOf(code));
  if (place === null) return;
  const control = place.querySelector<HTMLElement>(wanted[place.dataset.missing ?? ""] ?? "");
  (control ?? place).focus();
  place.scrollIntoView?.({ block: "start" });
}

const wanted: Record<string, string> = {
  answer: "input",
  confirmation: "button",
  explanation: "textarea",
  "": "input:checked",
};
