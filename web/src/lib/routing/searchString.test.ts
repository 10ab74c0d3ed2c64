import { describe, expect, it } from "vitest";
import { readSearch, writeSearch } from "./searchString";

describe("the query string", () => {
  it("keeps values as text, also those that look like numbers", () => {
    expect(readSearch("?year=2027&q=12")).toEqual({ year: "2027", q: "12" });
  });

  it("makes a list of a repeated name and a yes of a bare one", () => {
    expect(readSearch("?status=DONE&status=APPROVED&mine")).toEqual({
      status: ["DONE", "APPROVED"],
      mine: "1",
    });
  });

  it("comes back as it was written", () => {
    const search = { q: "sănătate & școli", status: ["DONE", "APPROVED"], next: "/i/ps6?view=board" };
    expect(readSearch(writeSearch(search))).toEqual(search);
    expect(writeSearch({ q: undefined })).toBe("");
  });
});
