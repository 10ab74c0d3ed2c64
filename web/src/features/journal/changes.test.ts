import { describe, expect, it } from "vitest";
import { kindOf, readable, restoring } from "./changes";

const change = (field: string, old: string | null = "1", now: string | null = "2") => ({
  field,
  old,
  new: now,
});

describe("changes in the journal", () => {
  it("are shown in reading order, without machinery", () => {
    const shown = readable([change("boardRank"), change("dueOn"), change("title"), change("status")]);
    expect(shown.map(({ field }) => field)).toEqual(["title", "status", "dueOn"]);
  });

  it("name a criterion of a list by its code", () => {
    const shown = readable([change("criteria.9.2.labelRo", null, "Ce se cere"), change("criteria.9.2.id")]);
    expect(shown).toEqual([{ field: "criteria.labelRo", old: null, new: "9.2 Ce se cere" }]);
  });

  it("know what their values are", () => {
    expect(kindOf("dueOn")).toBe("date");
    expect(kindOf("boardRank")).toBeNull();
  });

  it("can be turned back where one change does it", () => {
    expect(restoring(change("title", "Registru"))).toEqual({ field: "title", value: "Registru" });
    expect(restoring(change("impact", "4"))).toEqual({ field: "impact", value: 4 });
    expect(restoring(change("dueOn", null))).toEqual({ field: "dueOn", value: null });
    expect(restoring(change("description", null))).toEqual({ field: "description", value: "" });
    expect(restoring(change("progress", null))).toBeNull();
    expect(restoring(change("status", "DONE"))).toBeNull();
    expect(restoring(change("responsibleId", "șef birou"))).toBeNull();
  });
});
