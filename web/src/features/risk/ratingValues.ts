/** Ratings in a form: what a select holds is text, and nothing chosen is no rating. */
import type { Rating } from "./scale";

export function levelText(value: number | undefined | null): string {
  return value === undefined || value === null ? "" : String(value);
}

export function levelOf(text: string): number | null {
  return text === "" ? null : Number(text);
}

/** Whether a rating in a form is above another one, as far as both are chosen. */
export function isHigher(one: [string, string], other: [string, string]): boolean {
  const [here, there] = [one, other].map(([probability, impact]) => Number(probability) * Number(impact));
  return here !== undefined && there !== undefined && there > 0 && here > there;
}

/** The fields of both ratings as a form begins with them. */
export function ratingsIn(inherent: Rating | null, residual: Rating | null, reason: string | null) {
  return {
    inherentProbability: levelText(inherent?.probability),
    inherentImpact: levelText(inherent?.impact),
    residualProbability: levelText(residual?.probability),
    residualImpact: levelText(residual?.impact),
    residualReason: reason ?? "",
  };
}
