/** The codes of the API in the order people read them, with the status of the product's vocabulary that each is. */
import type {
  RiskAlertDecision,
  RiskAlertStatus,
  RiskBand,
  RiskReviewKind,
  RiskStatus,
  RiskStrategy,
} from "../../gql/graphql";
import type { Status } from "../../ui/status";

export const bands = ["HIGH", "MEDIUM", "LOW"] as const satisfies RiskBand[];
export const strategies = [
  "TREAT",
  "MONITOR",
  "ACCEPT",
  "TRANSFER",
  "AVOID",
] as const satisfies RiskStrategy[];
export const statuses = ["OPEN", "CLOSED"] as const satisfies RiskStatus[];
export const alertStatuses = [
  "RAISED",
  "ANALYSED",
  "ACCEPTED",
  "REJECTED",
] as const satisfies RiskAlertStatus[];
export const decisions = ["RETAIN", "ESCALATE", "IRRELEVANT"] as const satisfies RiskAlertDecision[];
export const reviewKinds = ["YEARLY", "EVENT"] as const satisfies RiskReviewKind[];

export const statusLook = {
  OPEN: "ACTIVE",
  CLOSED: "CLOSED",
} as const satisfies Record<RiskStatus, Status>;

export const alertLook = {
  RAISED: "RAISED",
  ANALYSED: "IN_ANALYSIS",
  ACCEPTED: "ACCEPTED",
  REJECTED: "REJECTED",
} as const satisfies Record<RiskAlertStatus, Status>;
