import type { Status } from "../../ui/status";

export type Validity = "upcoming" | "inForce" | "ended" | "revoked";

type Period = { validFrom: string; validUntil: string | null; isRevoked?: boolean };

/** Whether something holds on a day; its first and its last day count. */
export function validity({ validFrom, validUntil, isRevoked = false }: Period, today: string): Validity {
  if (isRevoked) return "revoked";
  if (validFrom > today) return "upcoming";
  return validUntil !== null && validUntil < today ? "ended" : "inForce";
}

export const validityLook = {
  upcoming: "PLANNED",
  inForce: "IN_FORCE",
  ended: "CLOSED",
  revoked: "WITHDRAWN",
} as const satisfies Record<Validity, Status>;
