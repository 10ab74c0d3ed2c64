import type { NotificationKind } from "../../gql/graphql";
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconClock,
  IconInfoCircle,
  IconListCheck,
  IconUser,
} from "../../ui/icons";

/** The kinds of notifications in the order people read them, each with its sign. */
export const kinds = [
  "ASSIGNED",
  "RETURNED",
  "OVERDUE",
  "ESCALATED",
  "MENTIONED",
  "DUE_SOON",
  "CHANGED",
] as const satisfies readonly NotificationKind[];

export const signOf = {
  ASSIGNED: IconListCheck,
  RETURNED: IconArrowBackUp,
  OVERDUE: IconAlertOctagon,
  ESCALATED: IconAlertTriangle,
  MENTIONED: IconUser,
  DUE_SOON: IconClock,
  CHANGED: IconInfoCircle,
} as const;
