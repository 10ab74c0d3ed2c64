import type { Icon } from "@tabler/icons-react";
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconBuildingBank,
  IconBulb,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleX,
  IconLock,
  IconMinus,
  IconSend,
  IconShieldCheck,
  IconWorld,
} from "./icons";

export type Tone = "neutral" | "info" | "ok" | "warn" | "bad";
type Look = { icon: Icon; tone: Tone };

/** The status words of the product with their shape and tone. A new status is added to the design first. */
const looks = [
  [IconCircleDashed, "neutral", "DRAFT NOT_STARTED PROPOSED RAISED PLANNED UNANSWERED"],
  [IconCircleHalf2, "info", "IN_PROGRESS ACTIVE IN_ANALYSIS IN_DISCUSSION UNDER_REVISION"],
  [IconSend, "info", "SUBMITTED IN_VERIFICATION IN_ENDORSEMENT IN_APPROVAL WAITING WAITLISTED"],
  [IconArrowBackUp, "warn", "RETURNED REOPENED TO_CONFIRM"],
  [IconCircleCheck, "ok", "APPROVED DONE I AGREED ACCEPTED ACKNOWLEDGED PRESENT PASSED"],
  [IconShieldCheck, "ok", "VERIFIED_EFFECTIVE IN_FORCE CONFORM"],
  [IconLock, "neutral", "FROZEN LOCKED CLOSED"],
  [
    IconAlertTriangle,
    "warn",
    "DUE_SOON PI PARTIAL_CONFORM PARTIAL_CONFORM_LIMITAT MINOR_NC OBSERVATION SUSPECT",
  ],
  [IconAlertOctagon, "bad", "OVERDUE NI NECONFORM MAJOR_NC OVER_TOLERANCE REJECTED EXPIRED ABSENT"],
  [IconCircleX, "neutral", "CANCELLED WITHDRAWN SUPERSEDED"],
  [IconMinus, "neutral", "NA NO_DATA UNDECIDED"],
  [IconBulb, "info", "OFI GOOD_PRACTICE"],
  [IconBuildingBank, "info", "RELEASED"],
  [IconWorld, "ok", "PUBLISHED"],
] as const satisfies readonly (readonly [Icon, Tone, string])[];

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text;
export type Status = Words<(typeof looks)[number][2]>;

const byStatus = new Map<string, Look>(
  looks.flatMap(([icon, tone, words]) => words.split(" ").map((word) => [word, { icon, tone }] as const)),
);

export const statuses = [...byStatus.keys()] as Status[];

export function lookOf(status: Status): Look {
  return byStatus.get(status) ?? { icon: IconMinus, tone: "neutral" };
}
