import { describe, expect, it } from "vitest";
import { isFiltered, readJournalSearch, toExportQuery, toJournalFilter } from "./filters";

describe("the filters of the journal", () => {
  it("live in the address and reach the API and the file alike", () => {
    const search = readJournalSearch({ from: "2026-12-01", kind: ["a", "b"], type: "plan", thing: "plan_x" });
    expect(toJournalFilter(search)).toEqual({
      from: "2026-12-01",
      to: null,
      actorId: null,
      kinds: ["a", "b"],
      subjectKinds: ["plan"],
      thingId: "plan_x",
    });
    expect(toExportQuery("tenant_t", search)).toBe(
      "tenant=tenant_t&from=2026-12-01&thing=plan_x&kinds=a%2Cb&subjectKinds=plan",
    );
  });

  it("leave out what is no day", () => {
    const search = readJournalSearch({ from: "31.12.2026", to: ["2026-12-31"] });
    expect([search.from, search.to]).toEqual(["", "2026-12-31"]);
    expect(isFiltered(readJournalSearch({ from: "yesterday" }))).toBe(false);
    expect(isFiltered(search)).toBe(true);
  });
});
