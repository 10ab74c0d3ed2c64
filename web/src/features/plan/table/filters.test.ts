import { describe, expect, it } from "vitest";
import { readSearch, writeSearch } from "../../../lib/routing/searchString";
import { isFiltered, noFilters, readFilters, toApiFilter, writeFilters } from "./filters";

describe("the filters of actions", () => {
  it("come back from the address as they were written", () => {
    const filters = {
      ...noFilters,
      text: "arhivă",
      status: ["APPROVED" as const, "DONE" as const],
      unit: ["unit1"],
      from: "2027-01-01",
      overdue: true,
    };
    const address = writeSearch(writeFilters(filters));
    expect(address).toBe("?q=arhiv%C4%83&status=APPROVED&status=DONE&unit=unit1&from=2027-01-01&overdue=1");
    expect(readFilters(readSearch(address))).toEqual(filters);
  });

  it("understand an address typed by hand", () => {
    expect(readFilters(readSearch("?mine"))).toEqual({ ...noFilters, mine: true });
    expect(readFilters(readSearch("?overdue=0"))).toEqual(noFilters);
  });

  it("leave out what nobody knows", () => {
    expect(readFilters({ status: ["DONE", "FROZEN"], priority: "URGENT", from: "mâine" })).toEqual({
      ...noFilters,
      status: ["DONE"],
    });
  });

  it("ask the API only for what is chosen", () => {
    const asked = toApiFilter({ ...noFilters, who: ["m1"], mine: true });
    expect(JSON.parse(JSON.stringify(asked))).toEqual({ responsibleIds: ["m1"], mine: true });
  });

  it("know when nothing is filtered", () => {
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered({ ...noFilters, overdue: true })).toBe(true);
  });
});
