/** The filters of the list of alerts as the address keeps them. */
import type { RiskAlertFilter, RiskAlertStatus } from "../../../gql/graphql";
import { listOf, type Search, textOf } from "../../../lib/routing/useSearchState";
import { alertStatuses } from "../words";

export type AlertFilters = { mine: boolean; status: RiskAlertStatus[] };

export function readAlertFilters(search: Search): AlertFilters {
  return {
    mine: textOf(search.mine) === "1",
    status: listOf(search.status).filter((one): one is RiskAlertStatus =>
      alertStatuses.some((known) => known === one),
    ),
  };
}

export function toApiAlertFilter({ mine, status }: AlertFilters): RiskAlertFilter {
  return { mine: mine || undefined, status: status.length > 0 ? status : undefined };
}
