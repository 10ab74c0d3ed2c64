/** The filters of the register as the address keeps them. */
import type {
  RiskBand,
  RiskFilter,
  RiskOrder,
  RiskStage,
  RiskStatus,
  RiskStrategy,
} from "../../../gql/graphql";
import { listOf, type Search, textOf } from "../../../lib/routing/useSearchState";
import { bands, statuses, strategies } from "../words";

export type Cell = { stage: RiskStage; probability: number; impact: number };

export type RiskFilters = {
  text: string;
  unit: string[];
  band: RiskBand[];
  strategy: RiskStrategy[];
  /** Nothing chosen: the open ones. */
  status: RiskStatus[];
  attention: Attention[];
  cell: Cell | null;
  /** The objective or activity they threaten. */
  target: string | null;
};

export const attentions = ["above", "overdue"] as const;
export type Attention = (typeof attentions)[number];

export const views = ["list", "map", "units"] as const;
export type View = (typeof views)[number];

export const orders = ["EXPOSURE_DESC", "CODE_ASC", "NEXT_REVIEW_ASC"] as const satisfies RiskOrder[];

export function viewIn(search: Search): View {
  return views.find((view) => view === textOf(search.view)) ?? "list";
}

export function orderIn(search: Search): RiskOrder {
  return orders.find((order) => order === textOf(search.order)) ?? "EXPOSURE_DESC";
}

/** What is looked at: the rating before measures, or what is left after them. */
export function stageIn(search: Search): RiskStage {
  return textOf(search.stage) === "inherent" ? "INHERENT" : "RESIDUAL";
}

/** A day of the past whose register is looked at; null for now. */
export function dayIn(search: Search, today: string): string | null {
  const day = textOf(search.on);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day <= today ? day : null;
}

export function readRiskFilters(search: Search): RiskFilters {
  return {
    text: textOf(search.q),
    unit: listOf(search.unit),
    band: chosen(search.band, bands),
    strategy: chosen(search.strategy, strategies),
    status: chosen(search.status, statuses),
    attention: chosen(search.attention, attentions),
    cell: cellIn(search),
    target: textOf(search.target) || null,
  };
}

/** What leaves the address when filters are cleared. */
export const noRiskFilters: Search = {
  q: undefined,
  unit: undefined,
  band: undefined,
  strategy: undefined,
  status: undefined,
  attention: undefined,
  p: undefined,
  i: undefined,
  target: undefined,
};

export function toApiRiskFilter({
  text,
  unit,
  band,
  strategy,
  status,
  attention,
  cell,
  target,
}: RiskFilters): RiskFilter {
  return {
    text: text || undefined,
    unitIds: unit.length > 0 ? unit : undefined,
    band: band.length > 0 ? band : undefined,
    strategy: strategy.length > 0 ? strategy : undefined,
    status: status.length > 0 ? status : ["OPEN"],
    aboveTolerance: attention.includes("above") || undefined,
    reviewOverdue: attention.includes("overdue") || undefined,
    cell: cell ?? undefined,
    targetId: target ?? undefined,
  };
}

/** The same without the cell: the map counts what the other filters leave, and the cell is chosen on it. */
export function aroundCell(filters: RiskFilters): RiskFilters {
  return { ...filters, cell: null };
}

export function isRiskFiltered({
  text,
  unit,
  band,
  strategy,
  status,
  attention,
  cell,
  target,
}: RiskFilters): boolean {
  const lists = unit.length + band.length + strategy.length + status.length + attention.length;
  return text !== "" || lists > 0 || cell !== null || target !== null;
}

function cellIn(search: Search): Cell | null {
  const [probability, impact] = [Number(textOf(search.p)), Number(textOf(search.i))];
  return isLevel(probability) && isLevel(impact) ? { stage: stageIn(search), probability, impact } : null;
}

const isLevel = (value: number) => Number.isInteger(value) && value >= 1 && value <= 5;

function chosen<One extends string>(given: unknown, known: readonly One[]): One[] {
  return listOf(given).filter((one): one is One => known.some((other) => other === one));
}
