import { describe, expect, it } from "vitest";
import type { PlanActionStatus } from "../../../gql/graphql";
import { boardStatuses, cardAfter, chosenStatus, columnsOf, spotAfter, spotBefore, spotNow } from "./moves";

const card = (id: string, status: PlanActionStatus, boardRank: string) => ({
  id,
  code: id,
  status,
  boardRank,
});
const cards = [
  card("b", "APPROVED", "n"),
  card("a", "APPROVED", "C"),
  card("c", "APPROVED", "t"),
  card("d", "IN_PROGRESS", "g"),
  card("e", "DONE", "a"),
  card("f", "DONE", "b"),
];
const ids = (status: PlanActionStatus, pending: Parameters<typeof columnsOf>[1] = []) =>
  columnsOf(cards, pending)[status].map(({ id }) => id);
const columns = columnsOf(cards);

describe("the board", () => {
  it("orders a column by the bytes of the ranks, each card once", () => {
    expect(ids("APPROVED")).toEqual(["a", "b", "c"]);
    expect(columnsOf([...cards, ...cards]).APPROVED).toHaveLength(3);
  });

  it("shows a move before it is answered", () => {
    expect(ids("IN_PROGRESS", [{ id: "a", status: "IN_PROGRESS", afterId: null }])).toEqual(["a", "d"]);
    expect(ids("IN_PROGRESS", [{ id: "a", status: "IN_PROGRESS", afterId: "d" }])).toEqual(["d", "a"]);
    expect(ids("APPROVED", [{ id: "a", status: "IN_PROGRESS", afterId: null }])).toEqual(["b", "c"]);
    expect(ids("APPROVED", [{ id: "gone", status: "DONE", afterId: null }])).toEqual(["a", "b", "c"]);
  });
});

describe("the keys of the board", () => {
  const led = (id: string, key: string) => cardAfter(columns, boardStatuses, id, key);

  it("move in the column and stop at its ends", () => {
    expect([led("b", "ArrowUp"), led("a", "ArrowUp")]).toEqual(["a", "a"]);
    expect([led("b", "ArrowDown"), led("c", "ArrowDown")]).toEqual(["c", "c"]);
    expect([led("b", "Home"), led("b", "End")]).toEqual(["a", "c"]);
  });

  it("go to the next column at the same height, or its last card", () => {
    expect(led("c", "ArrowRight")).toBe("d");
    expect(led("d", "ArrowRight")).toBe("e");
    expect(led("e", "ArrowLeft")).toBe("d");
  });

  it("pass over empty columns and stay at the edge of the board", () => {
    const far = columnsOf([card("x", "PROPOSED", "a"), card("y", "CANCELLED", "a")]);
    expect(cardAfter(far, boardStatuses, "x", "ArrowRight")).toBe("y");
    expect(cardAfter(far, boardStatuses, "y", "ArrowRight")).toBe("y");
    expect(cardAfter(far, boardStatuses, "y", "q")).toBeNull();
  });
});

describe("places on the board", () => {
  it("are named by the card above", () => {
    expect(spotAfter(columns, "b", "up")).toEqual({ status: "APPROVED", afterId: null });
    expect(spotAfter(columns, "c", "up")).toEqual({ status: "APPROVED", afterId: "a" });
    expect(spotAfter(columns, "a", "down")).toEqual({ status: "APPROVED", afterId: "b" });
    expect(spotAfter(columns, "a", "last")).toEqual({ status: "APPROVED", afterId: "c" });
    expect(spotAfter(columns, "c", "first")).toEqual({ status: "APPROVED", afterId: null });
    expect(spotNow(columns, "c")).toEqual({ status: "APPROVED", afterId: "b" });
  });

  it("are none where the card stands already", () => {
    expect(spotAfter(columns, "a", "up")).toBeNull();
    expect(spotAfter(columns, "a", "first")).toBeNull();
    expect(spotAfter(columns, "c", "down")).toBeNull();
    expect(spotBefore(columns, "b", "APPROVED", 1)).toBeNull();
    expect(spotBefore(columns, "b", "APPROVED", 2)).toBeNull();
  });

  it("lie between the cards something is dropped at", () => {
    expect(spotBefore(columns, "b", "APPROVED", 0)).toEqual({ status: "APPROVED", afterId: null });
    expect(spotBefore(columns, "a", "APPROVED", 3)).toEqual({ status: "APPROVED", afterId: "c" });
    expect(spotBefore(columns, "a", "DONE", 1)).toEqual({ status: "DONE", afterId: "e" });
    expect(spotBefore(columns, "a", "PROPOSED", 0)).toEqual({ status: "PROPOSED", afterId: null });
  });
});

describe("one column at a time", () => {
  const order = boardStatuses.filter((status) => status !== "CANCELLED");

  it("is the wanted one, or the first that has cards", () => {
    expect(chosenStatus(columns, order, "DONE")).toBe("DONE");
    expect(chosenStatus(columns, order, "PROPOSED")).toBe("PROPOSED");
    expect(chosenStatus(columns, order, null)).toBe("APPROVED");
    expect(chosenStatus(columns, order, "CANCELLED")).toBe("APPROVED");
    expect(chosenStatus(columnsOf([]), order, null)).toBe("PROPOSED");
  });
});
