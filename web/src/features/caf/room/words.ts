/** The states of a subcriterion before the group with their shape; the word is on every screen. */
import type { CafConsensusState } from "../../../gql/graphql";
import { IconCircleCheck, IconCircleDashed, IconCircleHalf2, IconEye, IconRefresh } from "../../../ui/icons";
import type { Tone } from "../../../ui/status";

export const stateLook = {
  HIDDEN: { icon: IconCircleDashed, tone: "neutral" },
  REVEALED: { icon: IconEye, tone: "info" },
  DISCUSSION: { icon: IconCircleHalf2, tone: "info" },
  REVOTE: { icon: IconRefresh, tone: "warn" },
  AGREED: { icon: IconCircleCheck, tone: "ok" },
} as const satisfies Record<CafConsensusState, { icon: typeof IconEye; tone: Tone }>;
