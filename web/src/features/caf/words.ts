/** The codes of the API with the status of the product's vocabulary that each of them is. */
import type {
  CafAssessmentStatus,
  CafDisclosure,
  CafGroupRole,
  CafScoringMethod,
  CafStepState,
} from "../../gql/graphql";
import { language } from "../../lib/i18n/language";
import type { Status } from "../../ui/status";

export const methods = ["CLASSICAL", "FINE_TUNED"] as const satisfies CafScoringMethod[];
export const disclosures = ["ANONYMOUS", "NAMED"] as const satisfies CafDisclosure[];
export const groupRoles = ["FACILITATOR", "MEMBER"] as const satisfies CafGroupRole[];

export const assessmentLook = {
  PREPARATION: "PLANNED",
  SCORING: "IN_PROGRESS",
  CONSENSUS: "IN_DISCUSSION",
  CONCLUDED: "AGREED",
  CANCELLED: "CANCELLED",
} as const satisfies Record<CafAssessmentStatus, Status>;

export const stepLook = {
  NOT_STARTED: "NOT_STARTED",
  IN_PROGRESS: "IN_PROGRESS",
  DONE: "DONE",
} as const satisfies Record<CafStepState, Status>;

/** A text of the framework in the language of the page. */
export function inLanguage(ro: string, en: string): string {
  return language.get() === "en" && en !== "" ? en : ro;
}

/** The title of something of the framework. */
export function titleOf({ titleRo, titleEn }: { titleRo: string; titleEn: string }): string {
  return inLanguage(titleRo, titleEn);
}
