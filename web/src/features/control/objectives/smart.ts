import type { SmartCriterion } from "../../../gql/graphql";

/** What makes an objective SMART, in the order of the letters. */
export const smartParts = [
  "SPECIFIC",
  "MEASURABLE",
  "ACHIEVABLE",
  "RELEVANT",
  "TIME_BOUND",
] as const satisfies SmartCriterion[];
