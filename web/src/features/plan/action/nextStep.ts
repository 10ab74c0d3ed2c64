import type { ActionCore } from "../fragments";

/** The way forward from each status; the other transitions lead back or out. */
const forward = {
  PROPOSED: "APPROVED",
  APPROVED: "IN_PROGRESS",
  IN_PROGRESS: "DONE",
  DONE: "VERIFIED_EFFECTIVE",
  VERIFIED_EFFECTIVE: null,
  REJECTED: null,
  CANCELLED: null,
} as const satisfies Record<ActionCore["status"], ActionCore["status"] | null>;

type Next = Omit<ActionCore["nextStatuses"][number], "__typename">;

/**
 * The next step, when it is the reader's: one they may take, or one that only the state of things holds up while
 * another step is theirs. Who may do nothing here sees no button.
 */
export function nextStep(action: { status: ActionCore["status"]; nextStatuses: Next[] }): Next | null {
  const { status, nextStatuses } = action;
  const next = nextStatuses.find((one) => one.status === forward[status]);
  if (next === undefined) return null;
  return next.allowed || nextStatuses.some(({ allowed }) => allowed) ? next : null;
}
