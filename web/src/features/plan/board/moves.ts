/** Where cards stand on the board and where keys, menus and the mouse may put them. */
import type { PlanActionStatus } from "../../../gql/graphql";

export type Card = { id: string; code: string; status: PlanActionStatus; boardRank: string };
export type Columns<One extends Card = Card> = Record<PlanActionStatus, One[]>;

/** A wished place: a column and the card above, null for the top. */
export type Spot = { status: PlanActionStatus; afterId: string | null };
/** A move that was asked for and not answered yet. */
export type Pending = Spot & { id: string };

export const boardStatuses = [
  "PROPOSED",
  "APPROVED",
  "IN_PROGRESS",
  "DONE",
  "VERIFIED_EFFECTIVE",
  "REJECTED",
  "CANCELLED",
] as const satisfies PlanActionStatus[];

/** Cards by column from top to bottom; pending moves are shown as if they were done. Ranks sort by their bytes. */
export function columnsOf<One extends Card>(cards: One[], pending: Pending[] = []): Columns<One> {
  const columns = Object.fromEntries(boardStatuses.map((status) => [status, [] as One[]])) as Columns<One>;
  const ordered = [...new Map(cards.map((card) => [card.id, card])).values()].sort(
    (one, other) => byBytes(one.boardRank, other.boardRank) || byBytes(one.code, other.code),
  );
  for (const card of ordered) columns[card.status].push(card);
  for (const move of pending) place(columns, move);
  return columns;
}

/** The card a key leads to: up and down in the column, left and right to the next column that has cards. */
export function cardAfter(columns: Columns, order: readonly PlanActionStatus[], id: string, key: string) {
  const at = spotOf(columns, id);
  if (at === null) return null;
  const own = columns[at.status];
  const inColumn: Record<string, number> = {
    ArrowUp: Math.max(at.index - 1, 0),
    ArrowDown: Math.min(at.index + 1, own.length - 1),
    Home: 0,
    End: own.length - 1,
  };
  const index = inColumn[key];
  if (index !== undefined) return own[index]?.id ?? null;
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const step = key === "ArrowLeft" ? -1 : 1;
  for (let column = order.indexOf(at.status) + step; column in order; column += step) {
    const cards = columns[order[column] as PlanActionStatus];
    const card = cards[Math.min(at.index, cards.length - 1)];
    if (card !== undefined) return card.id;
  }
  return id;
}

/** The column shown where there is room for one: the wanted one, else the first that has cards. */
export function chosenStatus(
  columns: Columns,
  order: readonly PlanActionStatus[],
  wanted: PlanActionStatus | null,
): PlanActionStatus | undefined {
  if (wanted !== null && order.includes(wanted)) return wanted;
  return order.find((status) => columns[status].length > 0) ?? order[0];
}

export type Step = "up" | "down" | "first" | "last";

/** The spot a step inside the column leads to; null when the card is there already. */
export function spotAfter(columns: Columns, id: string, step: Step): Spot | null {
  const at = spotOf(columns, id);
  if (at === null) return null;
  const others = columns[at.status].filter((card) => card.id !== id);
  const index = { up: at.index - 1, down: at.index + 1, first: 0, last: others.length }[step];
  if (index === at.index || index < 0 || index > others.length) return null;
  return { status: at.status, afterId: others[index - 1]?.id ?? null };
}

/** The spot between the cards at which something is dropped: before the card at `index`. */
export function spotBefore(
  columns: Columns,
  id: string,
  status: PlanActionStatus,
  index: number,
): Spot | null {
  const cards = columns[status];
  const above = cards.slice(0, index).filter((card) => card.id !== id);
  const spot = { status, afterId: above.at(-1)?.id ?? null };
  const own = spotOf(columns, id);
  const isSame = own?.status === status && own.index === above.length;
  return isSame ? null : spot;
}

/** Where a card is: its column and its place in it, from 0. */
export function spotOf(columns: Columns, id: string): { status: PlanActionStatus; index: number } | null {
  for (const status of boardStatuses) {
    const index = columns[status].findIndex((card) => card.id === id);
    if (index >= 0) return { status, index };
  }
  return null;
}

/** The spot a card has now, to come back to it. */
export function spotNow(columns: Columns, id: string): Spot | null {
  const at = spotOf(columns, id);
  return at && { status: at.status, afterId: columns[at.status][at.index - 1]?.id ?? null };
}

function place(columns: Columns, { id, status, afterId }: Pending): void {
  const from = spotOf(columns, id);
  if (from === null) return;
  const [card] = columns[from.status].splice(from.index, 1) as [Card];
  const above = afterId === null ? -1 : columns[status].findIndex((one) => one.id === afterId);
  columns[status].splice(above + 1, 0, card);
}

function byBytes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
