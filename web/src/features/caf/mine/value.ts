/** What the numbers of a subcriterion come to, while they are typed; the server computes what counts. */
import type { CafPanel, CafPlausibility } from "../../../gql/graphql";

/** What stands in a field: a whole number from 0 to 100, nothing, or what was typed while it is neither. */
export type Points = number | string | null;

/** The field of the API behind each panel. */
export const fieldOf = {
  CLASSICAL_ENABLERS: "classicalEnablers",
  CLASSICAL_RESULTS: "classicalResults",
  PLAN: "plan",
  DO: "do",
  CHECK: "check",
  ACT: "act",
  TREND: "trend",
  TARGET: "target",
} as const satisfies Record<CafPanel, string>;

export function isPoints(value: Points): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100;
}

/** Reads what was typed: only whole numbers are numbers, whatever their size. */
export function readPoints(typed: string): Points {
  const text = typed.trim();
  if (text === "") return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : typed;
}

export type Score = {
  /** „70+55+40+20” */
  sum: string;
  count: number;
  /** As decimal text: halves and quarters end. */
  exact: string;
  /** One decimal, half up. */
  shown: string;
  warnings: CafPlausibility[];
};

type Scored = { panel: CafPanel; points: Points };

const phases: CafPanel[] = ["PLAN", "DO", "CHECK", "ACT"];

/** The mean of the panels; null while one has no number. */
export function scoreOf(panels: Scored[]): Score | null {
  const points = panels.map(({ points }) => points).filter(isPoints);
  if (points.length === 0 || points.length < panels.length) return null;
  const sum = points.reduce((all, one) => all + one, 0);
  const count = points.length;
  return {
    sum: points.join("+"),
    count,
    // A mean of one, two or four whole numbers ends within two decimals.
    exact: String((sum * 100) / count / 100),
    shown: (Math.floor((sum * 20 + count) / (2 * count)) / 10).toFixed(1),
    warnings: panels.every(({ panel }) => phases.includes(panel)) ? warningsOf(points, sum) : [],
  };
}

/** A weak phase makes a high mean doubtful: advice, never a change of the value. */
function warningsOf(points: number[], sum: number): CafPlausibility[] {
  const weakest = Math.min(...points);
  const found: CafPlausibility[] = [];
  if (weakest <= 20 && sum > 40 * points.length) found.push("CAP40");
  if (weakest < 30 && sum > 60 * points.length) found.push("CAP60");
  return found;
}

type Band = { min: number; max: number };

export function bandOf<One extends Band>(bands: readonly One[], points: Points): One | null {
  if (!isPoints(points)) return null;
  return bands.find(({ min, max }) => points >= min && points <= max) ?? null;
}

/** The number a band stands for until an exact one is typed: its middle, half up. */
export function middleOf({ min, max }: Band): number {
  return Math.floor((min + max + 1) / 2);
}
