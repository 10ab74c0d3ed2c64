/** Numbers of the panels as they are typed in the meeting: empty at first, whole numbers when they are sent. */
import type { CafPanel } from "../../../gql/graphql";
import { isPoints, readPoints } from "../mine/value";

export type Typed = Partial<Record<CafPanel, string>>;
type Panel = { panel: CafPanel };

/** Nothing is filled in beforehand. */
export function noneTyped(panels: readonly Panel[]): Typed {
  return Object.fromEntries(panels.map(({ panel }) => [panel, ""]));
}

/** The panels whose field holds no whole number from 0 to 100. */
export function wrongIn(panels: readonly Panel[], typed: Typed): CafPanel[] {
  return panels.map(({ panel }) => panel).filter((panel) => !isPoints(readPoints(typed[panel] ?? "")));
}

export function scoresOf(panels: readonly Panel[], typed: Typed): { panel: CafPanel; points: number }[] {
  return panels.map(({ panel }) => ({ panel, points: Number(readPoints(typed[panel] ?? "")) }));
}
