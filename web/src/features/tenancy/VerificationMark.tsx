import type { Verification } from "../../gql/graphql";
import { useI18n } from "../../lib/i18n";
import { IconCheck, IconClock, IconPencil, IconTarget } from "../../ui/icons";
import { Chip } from "../../ui/StatusChip";
import type { Tone } from "../../ui/status";

const looks = {
  CONFIRMED: [IconCheck, "ok"],
  RECALLED: [IconClock, "warn"],
  DEMO: [IconTarget, "neutral"],
  DECLARED: [IconPencil, "info"],
} as const satisfies Record<Verification, readonly [typeof IconCheck, Tone]>;

/** How sure a name is: found in a public source, remembered, made up for the demonstration, or given by the people. */
export function VerificationMark({ value }: { value: Verification }) {
  const { t } = useI18n("tenancy");
  const [icon, tone] = looks[value];
  return <Chip icon={icon} tone={tone} label={t(`verification.${value}`)} />;
}
