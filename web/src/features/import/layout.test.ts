import { describe, expect, it } from "vitest";
import { columnsOf, layoutOf } from "./layout";
import { templateText } from "./sheet";

describe("what columns mean", () => {
  it("takes what was chosen before, then what is suggested, each once", () => {
    const matches = [
      { index: 0, column: "CODE" as const },
      { index: 2, column: "NAME_RO" as const },
    ];
    const layout = layoutOf(["Cod", "Indicativ", "Denumire", "Note"], matches, { indicativ: "CODE" });
    expect(layout).toEqual({ column0: "", column1: "CODE", column2: "NAME_RO", column3: "" });
    expect(columnsOf(layout)).toEqual([
      { index: 1, column: "CODE" },
      { index: 2, column: "NAME_RO" },
    ]);
  });

  it("writes a template that spreadsheets open", () => {
    expect(templateText(["Cod", 'Tip; "fel"'])).toBe('\uFEFFCod;"Tip; ""fel"""\r\n');
  });
});
