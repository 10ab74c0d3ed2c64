import type { PlanActionStatus } from "../../gql/graphql";
import { useI18n } from "../../lib/i18n";
import { StatusChip } from "../../ui/StatusChip";

/** Where an action stands, in the feminine of „acțiune”. */
export function ActionStatus({ status }: { status: PlanActionStatus }) {
  const { t } = useI18n("plan");
  return <StatusChip status={status} label={t(`status.${status}`)} />;
}
