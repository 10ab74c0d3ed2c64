/** The codes of the API with the status of the product's vocabulary that each of them is. */
import type {
  AnnualControlReportStatus,
  CommissionMeetingState,
  ControlCampaignStatus,
  ControlConformity,
  ControlQuestionnaireStatus,
  CriterionAnswerValue,
  ImplementationStatus,
  SubordinateControlState,
} from "../../gql/graphql";
import { language } from "../../lib/i18n/language";
import type { Status } from "../../ui/status";

export const answers = ["YES", "NO", "NOT_APPLICABLE"] as const satisfies CriterionAnswerValue[];

export const campaignLook = {
  OPEN: "ACTIVE",
  CLOSED: "CLOSED",
} as const satisfies Record<ControlCampaignStatus, Status>;

export const questionnaireLook = {
  OPEN: "IN_PROGRESS",
  RETURNED: "RETURNED",
  SUBMITTED: "SUBMITTED",
  LOCKED: "LOCKED",
} as const satisfies Record<ControlQuestionnaireStatus, Status>;

export const implementationLook = {
  IMPLEMENTED: "I",
  PARTIALLY_IMPLEMENTED: "PI",
  NOT_IMPLEMENTED: "NI",
  NOT_APPLICABLE: "NA",
} as const satisfies Record<ImplementationStatus, Status>;

export const conformityLook = {
  CONFORM: "CONFORM",
  PARTIALLY_CONFORM: "PARTIAL_CONFORM",
  PARTIALLY_CONFORM_LIMITED: "PARTIAL_CONFORM_LIMITAT",
  NOT_CONFORM: "NECONFORM",
} as const satisfies Record<ControlConformity, Status>;

export const meetingLook = {
  PLANNED: "PLANNED",
  HELD: "DONE",
  CANCELLED: "CANCELLED",
} as const satisfies Record<CommissionMeetingState, Status>;

export const reportLook = {
  DRAFT: "DRAFT",
  RETURNED: "RETURNED",
  SUBMITTED: "SUBMITTED",
  APPROVED: "APPROVED",
} as const satisfies Record<AnnualControlReportStatus, Status>;

export const subordinateLook = {
  NOT_STARTED: "NOT_STARTED",
  IN_PROGRESS: "IN_PROGRESS",
  ANSWERED: "DONE",
  RETURNED: "RETURNED",
  RELEASED: "RELEASED",
} as const satisfies Record<SubordinateControlState, Status>;

/** A text of the order in the language of the page. */
export function inLanguage(ro: string, en: string): string {
  return language.get() === "en" && en !== "" ? en : ro;
}
