import { describe, expect, it } from "vitest";
import { cellAt, cellsOf, isIn, matrixOf } from "./matrix";

const rating = (probability: number, impact: number) => ({
  probability,
  impact,
  exposure: probability * impact,
  band: "MEDIUM" as const,
});

describe("the heat map of a register", () => {
  const risks = [
    { inherent: rating(4, 4), residual: rating(2, 3) },
    { inherent: rating(4, 4), residual: null },
    { inherent: rating(3, 2), residual: rating(2, 3) },
  ];
  const matrix = matrixOf(risks);

  it("counts each rating in its cell and those without residual one apart", () => {
    expect(matrix.inherent.map(({ exposure, count }) => [exposure, count])).toEqual([
      [16, 2],
      [6, 1],
    ]);
    expect(cellAt(cellsOf(matrix, "RESIDUAL"), 2, 3)?.count).toBe(2);
    expect(cellAt(cellsOf(matrix, "INHERENT"), 2, 3)).toBeNull();
    expect(matrix.unratedCount).toBe(1);
  });

  it("tells which risks stand in a cell", () => {
    const cell = { stage: "RESIDUAL" as const, probability: 2, impact: 3 };
    expect(risks.map((risk) => isIn(risk, cell))).toEqual([true, false, true]);
    expect(risks.map((risk) => isIn(risk, { ...cell, stage: "INHERENT" }))).toEqual([false, false, false]);
  });
});
