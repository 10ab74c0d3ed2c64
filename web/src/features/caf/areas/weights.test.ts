import { describe, expect, it } from "vitest";
import type { Area } from "./fragments";
import { inCell, quadrant, titleOfGroup, unweighed } from "./weights";

const area = (text: string, impact: number | null, effort: number | null) =>
  ({ id: text, text, impact, effort }) as Area;

describe("the weights of areas", () => {
  it("divide the matrix as the server does", () => {
    expect(quadrant(5, 1)).toBe("QUICK_WIN");
    expect(quadrant(4, 4)).toBe("MAJOR_PROJECT");
    expect(quadrant(3, 3)).toBe("FILL_IN");
    expect(quadrant(1, 5)).toBe("RECONSIDER");
  });

  it("put each area into one cell, or aside while one of them is missing", () => {
    const areas = [area("a", 5, 1), area("b", 5, null), area("c", null, null)];
    expect(inCell(areas, 5, 1).map(({ id }) => id)).toEqual(["a"]);
    expect(unweighed(areas).map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("make a title that fits", () => {
    expect(titleOfGroup([area("Sondaj  anual", 1, 1), area("Indicatori", 1, 1)])).toBe(
      "Sondaj anual; Indicatori",
    );
    expect(titleOfGroup([area("x".repeat(300), 1, 1)])).toHaveLength(200);
  });
});
