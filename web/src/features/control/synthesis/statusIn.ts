/** The status of a standard in one compartment, to find the compartments behind a number of the synthesis. */
import type { CriterionAnswerValue } from "../../../gql/graphql";

/** The columns of the synthesis that count compartments. */
export const countedAs = ["APPLICABLE", "I", "PI", "NI", "NA", "PENDING"] as const;
export type CountedAs = (typeof countedAs)[number];

/** As the order says: all yes is implemented, all no is not, both is partially; without an answer it waits. */
export function statusIn(answers: (CriterionAnswerValue | null)[]): Exclude<CountedAs, "APPLICABLE"> {
  if (answers.includes(null)) return "PENDING";
  const said = answers.filter((answer) => answer !== "NOT_APPLICABLE");
  if (said.length === 0) return "NA";
  if (said.every((answer) => answer === "YES")) return "I";
  return said.every((answer) => answer === "NO") ? "NI" : "PI";
}

/** Whether a compartment is one of those that a number counts. */
export function isCounted(status: CountedAs, as: CountedAs): boolean {
  return as === "APPLICABLE" ? status === "I" || status === "PI" || status === "NI" : status === as;
}
