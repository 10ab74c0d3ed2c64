import { describe, expect, it } from "vitest";
import { achievement, type ChainRow, type Filter, filtered } from "./chain";

const legal = { id: "u1", nameRo: "Direcția Juridică", nameEn: "Legal" };
const taxes = { id: "u2", nameRo: "Direcția Taxe", nameEn: "Taxes" };
const row = (id: string, parentId: string | null, more: Partial<ChainRow> = {}): ChainRow => ({
  id,
  parentId,
  kind: "GENERAL",
  code: null,
  title: id,
  unit: null,
  dueOn: null,
  gaps: [],
  achieved: null,
  isRetired: false,
  ...more,
});
const rows = [
  row("general", null, { title: "Servicii mai bune" }),
  row("legal", "general", { kind: "SPECIFIC", unit: legal, title: "Avize la timp" }),
  row("reviews", "legal", { kind: "ACTIVITY", unit: legal, title: "Avizarea contractelor" }),
  row("days", "reviews", { kind: "INDICATOR", title: "Zile până la aviz" }),
  row("taxes", "general", { kind: "SPECIFIC", unit: taxes, isRetired: true }),
];
const everything: Filter = { unitIds: [], text: "", show: [], withRetired: false };
const idsOf = (given: ChainRow[]) => given.map(({ id }) => id);

describe("what a filter leaves of the chain", () => {
  it("hides what is retired unless it is asked for", () => {
    expect(idsOf(filtered(rows, everything))).toEqual(["general", "legal", "reviews", "days"]);
    expect(filtered(rows, { ...everything, withRetired: true })).toHaveLength(5);
  });

  it("keeps what leads to a match, blind to diacritics", () => {
    expect(idsOf(filtered(rows, { ...everything, text: "pana la" }))).toEqual([
      "general",
      "legal",
      "reviews",
      "days",
    ]);
    expect(idsOf(filtered(rows, { ...everything, text: "avize" }))).toEqual(["general", "legal"]);
  });

  it("counts an indicator to the compartment of its activity", () => {
    expect(idsOf(filtered(rows, { ...everything, unitIds: ["u1"] }))).toEqual([
      "general",
      "legal",
      "reviews",
      "days",
    ]);
    expect(filtered(rows, { ...everything, unitIds: ["u3"] })).toEqual([]);
  });

  it("shows what is left to do: objectives that are not SMART, indicators without a value", () => {
    const some = rows.map((one) => (one.id === "legal" ? { ...one, gaps: ["RELEVANT"] } : one));
    expect(idsOf(filtered(some, { ...everything, show: ["lacking"] }))).toEqual(["general", "legal"]);
    expect(idsOf(filtered(some, { ...everything, show: ["unmeasured"] })).at(-1)).toBe("days");
  });
});

it("says a reached share in a word", () => {
  expect([null, 0, 49, 50, 99, 100, 140].map(achievement)).toEqual([
    "none",
    "behind",
    "behind",
    "onTheWay",
    "onTheWay",
    "reached",
    "reached",
  ]);
});
