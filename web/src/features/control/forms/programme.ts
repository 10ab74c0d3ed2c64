type Plan = { status: string; periodStart: string; periodEnd: string };

/** The programmes of a year's self-assessment: those that run in it or in the year after, in which its gaps are closed. */
export function ofProgramme<One extends Plan>(plans: readonly One[], year: number): One[] {
  const [from, until] = [`${year}-01-01`, `${year + 1}-12-31`];
  const runs = ({ status, periodStart, periodEnd }: One) =>
    status !== "CANCELLED" && periodStart <= until && periodEnd >= from;
  return plans.filter(runs).toSorted((one, other) => other.periodStart.localeCompare(one.periodStart));
}
