/** What of a questionnaire still waits, and where one goes on. */
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
