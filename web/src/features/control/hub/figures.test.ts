import { describe, expect, it } from "vitest";
import { handedIn, ownFirst, progressOf, shownOf } from "./figures";

const questionnaire = (status: string, completeCount: number) => ({
  status,
  completeCount,
  criterionCount: 45,
});

describe("the figures of a campaign", () => {
  it("count what was handed in, also when it is locked", () => {
    const all = ["OPEN", "RETURNED", "SUBMITTED", "LOCKED"].map((status) => questionnaire(status, 0));
    expect(handedIn(all)).toBe(2);
  });

  it("say 100 per cent only when nothing is missing", () => {
    expect(progressOf([questionnaire("OPEN", 45), questionnaire("OPEN", 44)])).toBe(98);
    expect(progressOf([questionnaire("OPEN", 45)])).toBe(100);
    expect(progressOf([])).toBe(0);
  });
});

describe("the order of the compartments", () => {
  const of = (unit: string, more: { delegate?: string; answers?: boolean } = {}) => ({
    unit: { id: unit },
    delegate: more.delegate === undefined ? null : { id: more.delegate },
    answers: more.answers ?? false,
  });
  const order = (own: { id: string; unitId: string | null } | null, all: ReturnType<typeof of>[]) =>
    ownFirst(all, own).map(({ unit }) => unit.id);

  it("begins with those the reader belongs to, answers or was let answer", () => {
    const all = [of("a"), of("b", { delegate: "me" }), of("c"), of("d", { answers: true }), of("e")];
    expect(order({ id: "me", unitId: "e" }, all)).toEqual(["b", "d", "e", "a", "c"]);
  });

  it("stays by name for whoever has none", () => {
    expect(order({ id: "me", unitId: null }, [of("a"), of("b", { delegate: "other" })])).toEqual(["a", "b"]);
    expect(order(null, [of("a"), of("b")])).toEqual(["a", "b"]);
  });
});

describe("the campaign shown large", () => {
  const campaigns = [
    { year: 2026, status: "CLOSED" },
    { year: 2025, status: "OPEN" },
    { year: 2024, status: "OPEN" },
  ];

  it("is the newest open one, or the year that was asked for", () => {
    expect(shownOf(campaigns, "")?.year).toBe(2025);
    expect(shownOf(campaigns, "2026")?.year).toBe(2026);
    expect(shownOf(campaigns, "1999")?.year).toBe(2025);
  });

  it("is the newest when all are closed, and none when there is none", () => {
    expect(shownOf([{ year: 2024, status: "CLOSED" }], "")?.year).toBe(2024);
    expect(shownOf([], "")).toBeNull();
  });
});
