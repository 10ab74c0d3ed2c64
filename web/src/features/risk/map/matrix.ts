/** The cells of the heat map from risks at hand: for a day of the past, whose register is here as a whole. */
import type { RiskStage } from "../../../gql/graphql";
import type { Rating } from "../scale";

export type MapCell = Rating & { count: number };
export type Matrix = { inherent: MapCell[]; residual: MapCell[]; unratedCount: number };

type Rated = { inherent: Rating; residual: Rating | null };

export function matrixOf(risks: Rated[]): Matrix {
  return {
    inherent: counted(risks.map(({ inherent }) => inherent)),
    residual: counted(risks.flatMap(({ residual }) => residual ?? [])),
    unratedCount: risks.filter(({ residual }) => residual === null).length,
  };
}

/** The cells of the rating that is looked at. */
export function cellsOf(matrix: Matrix, stage: RiskStage): MapCell[] {
  return stage === "INHERENT" ? matrix.inherent : matrix.residual;
}

export function cellAt(cells: MapCell[], probability: number, impact: number): MapCell | null {
  return cells.find((cell) => cell.probability === probability && cell.impact === impact) ?? null;
}

/** Whether a risk stands in a cell. */
export function isIn(
  { inherent, residual }: Rated,
  { stage, probability, impact }: { stage: RiskStage; probability: number; impact: number },
): boolean {
  const rating = stage === "INHERENT" ? inherent : residual;
  return rating?.probability === probability && rating.impact === impact;
}

function counted(ratings: Rating[]): MapCell[] {
  const cells: MapCell[] = [];
  for (const { probability, impact, exposure, band } of ratings) {
    const found = cellAt(cells, probability, impact);
    if (found === null) cells.push({ probability, impact, exposure, band, count: 1 });
    else found.count += 1;
  }
  return cells;
}
