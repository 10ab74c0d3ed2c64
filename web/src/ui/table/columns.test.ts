import { describe, expect, it } from "vitest";
import { nextSort } from "./columns";

describe("the order of a table", () => {
  const up = (key: string) => ({ key, isDescending: false });
  const down = (key: string) => ({ key, isDescending: true });

  it("goes up, down and away", () => {
    expect(nextSort([], "DUE", false)).toEqual([up("DUE")]);
    expect(nextSort([up("DUE")], "DUE", false)).toEqual([down("DUE")]);
    expect(nextSort([down("DUE")], "DUE", false)).toEqual([]);
  });

  it("takes another column as the second level", () => {
    expect(nextSort([up("DUE")], "TITLE", true)).toEqual([up("DUE"), up("TITLE")]);
    expect(nextSort([up("DUE"), up("TITLE")], "CODE", true)).toEqual([up("TITLE"), up("CODE")]);
  });

  it("starts over without the second level", () => {
    expect(nextSort([up("DUE"), up("TITLE")], "CODE", false)).toEqual([up("CODE")]);
  });
});
