/** The codes of the API in the order people read them, for menus, columns and chips. */
import type {
  PlanActionPriority,
  PlanActionSourceKind,
  PlanActionStatus,
  PlanKind,
  PlanStatus,
} from "../../gql/graphql";

export const planStatuses = [
  "DRAFT",
  "IN_APPROVAL",
  "ACTIVE",
  "UNDER_REVISION",
  "CLOSED",
  "CANCELLED",
] as const satisfies PlanStatus[];

export const planKinds = [
  "IMPROVEMENT",
  "CAF_IMPROVEMENT",
  "CONTROL_DEVELOPMENT",
  "AUDIT_CORRECTION",
  "PROJECT",
] as const satisfies PlanKind[];

export const actionStatuses = [
  "PROPOSED",
  "APPROVED",
  "IN_PROGRESS",
  "DONE",
  "VERIFIED_EFFECTIVE",
  "REJECTED",
  "CANCELLED",
] as const satisfies PlanActionStatus[];

/** Decided and not carried out: what can be late. */
export const openStatuses = ["APPROVED", "IN_PROGRESS"] as const satisfies PlanActionStatus[];
/** Carried out. */
export const doneStatuses = ["DONE", "VERIFIED_EFFECTIVE"] as const satisfies PlanActionStatus[];

export const priorities = [
  "QUICK_WIN",
  "MAJOR_PROJECT",
  "FILL_IN",
  "RECONSIDER",
] as const satisfies PlanActionPriority[];

export const sourceKinds = [
  "MANUAL",
  "CAF_AREA",
  "AUDIT_FINDING",
  "CONTROL_GAP",
  "RISK",
  "MANAGEMENT_REVIEW",
  "COMMISSION_DECISION",
  "PROJECT_ACTIVITY",
] as const satisfies PlanActionSourceKind[];

/** A finished or given-up action is never late. */
export function isSettled(status: PlanActionStatus): boolean {
  return status !== "PROPOSED" && status !== "APPROVED" && status !== "IN_PROGRESS";
}
