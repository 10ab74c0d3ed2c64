/**
 * The order of a list of actions. The server orders by the first level; rows that are equal there are put in order here
 * by the second, which gives the same list as two levels on the server.
 */
import type { PlanActionOrder, PlanActionPriority, PlanActionStatus } from "../../../gql/graphql";
import { romanianOrder } from "../../../lib/format/search";
import type { Sort } from "../../../ui/table/columns";
import { actionStatuses, priorities } from "../words";

export type SortKey =
  | "code"
  | "title"
  | "due"
  | "status"
  | "progress"
  | "priority"
  | "budget"
  | "responsible";

/** What the server can do; a missing direction does not exist. */
const orders: Record<SortKey, { up?: PlanActionOrder; down?: PlanActionOrder }> = {
  code: { up: "NUMBER_ASC", down: "NUMBER_DESC" },
  title: { up: "TITLE_ASC", down: "TITLE_DESC" },
  due: { up: "DUE_ASC", down: "DUE_DESC" },
  status: { up: "STATUS_ASC", down: "STATUS_DESC" },
  progress: { up: "PROGRESS_ASC", down: "PROGRESS_DESC" },
  priority: { down: "PRIORITY_DESC" },
  budget: { down: "BUDGET_DESC" },
  responsible: { up: "RESPONSIBLE_ASC" },
};

export const sortKeys = Object.keys(orders) as SortKey[];

/** `due,-title` */
export function readSort(text: string): Sort[] {
  return text
    .split(",")
    .map((part) => ({ key: part.replace(/^-/, ""), isDescending: part.startsWith("-") }))
    .filter(({ key }) => key in orders)
    .slice(0, 2);
}

export function writeSort(sort: Sort[]): string | undefined {
  return sort.length === 0
    ? undefined
    : sort.map(({ key, isDescending }) => `${isDescending ? "-" : ""}${key}`).join(",");
}

/** What the server is asked for: the first level. */
export function orderOf(sort: Sort[]): PlanActionOrder {
  const first = sort[0];
  const order = first && orders[first.key as SortKey];
  return (first?.isDescending ? order?.down : order?.up) ?? order?.down ?? order?.up ?? "NUMBER_ASC";
}

/** The wished order with the first level turned round where the server knows one direction only. */
export function possible(wished: Sort[], before: Sort[]): Sort[] {
  const [first, ...rest] = wished;
  if (first === undefined) return [];
  const { up, down } = orders[first.key as SortKey];
  if (up !== undefined && down !== undefined) return wished;
  const isDescending = up === undefined;
  const was = before[0]?.key === first.key && before[0].isDescending === isDescending;
  // Used once more, the only direction ends.
  return was && before[1]?.key === rest[0]?.key && first.isDescending !== isDescending
    ? rest
    : [{ key: first.key, isDescending }, ...rest];
}

type Sortable = {
  code: string;
  title: string;
  dueOn: string | null;
  status: PlanActionStatus;
  progress: number;
  priority: PlanActionPriority | null;
  budget: string | null;
  responsible: { displayName: string } | null;
};

const compare: Record<SortKey, (one: Sortable, other: Sortable) => number> = {
  code: (one, other) => romanianOrder.compare(one.code, other.code),
  title: (one, other) => romanianOrder.compare(one.title, other.title),
  due: (one, other) => lastIfMissing(one.dueOn, other.dueOn, (a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  status: (one, other) => actionStatuses.indexOf(one.status) - actionStatuses.indexOf(other.status),
  progress: (one, other) => one.progress - other.progress,
  // The other way round: falling order puts quick wins first, as on the server.
  priority: (one, other) =>
    lastIfMissing(one.priority, other.priority, (a, b) => priorities.indexOf(b) - priorities.indexOf(a)),
  budget: (one, other) => lastIfMissing(one.budget, other.budget, (a, b) => Number(a) - Number(b)),
  responsible: (one, other) =>
    lastIfMissing(one.responsible, other.responsible, (a, b) =>
      romanianOrder.compare(a.displayName, b.displayName),
    ),
};

/** Puts rows that the first level finds equal in order by the second; the rest stays as the server said. */
export function withSecondLevel<Row extends Sortable>(rows: Row[], sort: Sort[]): Row[] {
  const [first, second] = sort;
  if (first === undefined || second === undefined) return rows;
  const sameGroup = compare[first.key as SortKey];
  const within = compare[second.key as SortKey];
  const sign = second.isDescending ? -1 : 1;
  const sorted: Row[] = [];
  for (let start = 0; start < rows.length; ) {
    let end = start + 1;
    while (end < rows.length && sameGroup(rows[start] as Row, rows[end] as Row) === 0) end += 1;
    sorted.push(...rows.slice(start, end).sort((one, other) => sign * within(one, other)));
    start = end;
  }
  return sorted;
}

function lastIfMissing<One>(one: One | null, other: One | null, order: (one: One, other: One) => number) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return order(one, other);
}
