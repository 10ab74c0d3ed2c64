/** The filters of the register of plans. */
import type { PlanFilter, PlanKind, PlanStatus } from "../../../gql/graphql";
import { listOf, type Search, textOf } from "../../../lib/routing/useSearchState";
import { planKinds, planStatuses } from "../words";

export type PlanFilters = { text: string; status: PlanStatus[]; kind: PlanKind[]; year: number | null };

export function readPlanFilters(search: Search): PlanFilters {
  const year = Number(textOf(search.year));
  return {
    text: textOf(search.q),
    status: listOf(search.status).filter((one): one is PlanStatus =>
      planStatuses.some((known) => known === one),
    ),
    kind: listOf(search.kind).filter((one): one is PlanKind => planKinds.some((known) => known === one)),
    year: Number.isInteger(year) && year >= 1900 && year <= 2200 ? year : null,
  };
}

export function toApiPlanFilter({ text, status, kind, year }: PlanFilters): PlanFilter {
  return {
    text: text || undefined,
    status: status.length > 0 ? status : undefined,
    kind: kind.length > 0 ? kind : undefined,
    year: year ?? undefined,
  };
}

export function isPlanFiltered({ text, status, kind, year }: PlanFilters): boolean {
  return text !== "" || status.length + kind.length > 0 || year !== null;
}

/** The years one plans in: two back, two ahead, and the one asked for. */
export function yearsAround(today: string, chosen: number | null): number[] {
  const year = Number(today.slice(0, 4));
  const years = [year + 2, year + 1, year, year - 1, year - 2];
  return chosen === null || years.includes(chosen) ? years : [...years, chosen].sort((a, b) => b - a);
}
