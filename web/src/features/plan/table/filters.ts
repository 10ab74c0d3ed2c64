/** The filters of a list of actions: in the address as people read it, in the API as it asks. */
import type {
  PlanActionFilter,
  PlanActionPriority,
  PlanActionSourceKind,
  PlanActionStatus,
} from "../../../gql/graphql";
import { listOf, type Search, textOf } from "../../../lib/routing/useSearchState";
import { actionStatuses, priorities, sourceKinds } from "../words";

export type ActionFilters = {
  text: string;
  status: PlanActionStatus[];
  unit: string[];
  who: string[];
  source: PlanActionSourceKind[];
  priority: PlanActionPriority[];
  /** Due on these days or between them. */
  from: string;
  to: string;
  overdue: boolean;
  mine: boolean;
  watched: boolean;
};

export const noFilters: ActionFilters = {
  text: "",
  status: [],
  unit: [],
  who: [],
  source: [],
  priority: [],
  from: "",
  to: "",
  overdue: false,
  mine: false,
  watched: false,
};

/** The names of the filters in the address. */
export const filterNames = [
  "q",
  "status",
  "unit",
  "who",
  "source",
  "priority",
  "from",
  "to",
  "overdue",
  "mine",
  "watched",
] as const;

/** What an address asks for. Values nobody knows are left out: it may be older than the product. */
export function readFilters(search: Search): ActionFilters {
  return {
    text: textOf(search.q),
    status: known(search.status, actionStatuses),
    unit: listOf(search.unit),
    who: listOf(search.who),
    source: known(search.source, sourceKinds),
    priority: known(search.priority, priorities),
    from: dateOf(search.from),
    to: dateOf(search.to),
    overdue: isOn(search.overdue),
    mine: isOn(search.mine),
    watched: isOn(search.watched),
  };
}

/** Filters as parts of an address; what does not filter takes its name out. */
export function writeFilters(filters: Partial<ActionFilters>): Search {
  const { text, status, unit, who, source, priority, from, to, overdue, mine, watched } = {
    ...noFilters,
    ...filters,
  };
  const flag = (is: boolean) => (is ? "1" : undefined);
  const list = (values: string[]) => (values.length === 0 ? undefined : values);
  return {
    q: text || undefined,
    status: list(status),
    unit: list(unit),
    who: list(who),
    source: list(source),
    priority: list(priority),
    from: from || undefined,
    to: to || undefined,
    overdue: flag(overdue),
    mine: flag(mine),
    watched: flag(watched),
  };
}

export function toApiFilter(filters: ActionFilters): PlanActionFilter {
  const list = <One>(values: One[]) => (values.length === 0 ? undefined : values);
  return {
    text: filters.text || undefined,
    status: list(filters.status),
    unitIds: list(filters.unit),
    responsibleIds: list(filters.who),
    sourceKind: list(filters.source),
    priority: list(filters.priority),
    dueFrom: filters.from || undefined,
    dueTo: filters.to || undefined,
    overdue: filters.overdue || undefined,
    mine: filters.mine || undefined,
    watched: filters.watched || undefined,
  };
}

export function isFiltered(filters: ActionFilters): boolean {
  return Object.values(writeFilters(filters)).some((value) => value !== undefined);
}

function known<One extends string>(value: Search[string], all: readonly One[]): One[] {
  return listOf(value).filter((one): one is One => (all as readonly string[]).includes(one));
}

function dateOf(value: Search[string]): string {
  const text = textOf(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "";
}

function isOn(value: Search[string]): boolean {
  return value !== undefined && textOf(value) !== "0";
}
