type Plan = {
  releasedAt: string | null;
  progress: number;
  overdueCount: number;
  institution: { slug: string };
};
type Institution = { slug: string; parentSlug: string | null };

export type ScoreRow<I, P> = {
  institution: I;
  /** Under whom it stands, for the order of the tree. */
  level: number;
  plans: P[];
  /** The mean of its plans' progress; null without a released plan. */
  progress: number | null;
  overdueCount: number;
  /** When the newest of its data were released. */
  dataAt: string | null;
};

/** One row per institution in the order of the tree, with the figures of what it has released. */
export function scoreRows<I extends Institution, P extends Plan>(
  institutions: I[],
  plans: P[],
): ScoreRow<I, P>[] {
  const known = new Set(institutions.map(({ slug }) => slug));
  const under = (parent: string | null, level: number): ScoreRow<I, P>[] =>
    institutions
      .filter(
        ({ parentSlug }) => (parentSlug !== null && known.has(parentSlug) ? parentSlug : null) === parent,
      )
      .flatMap((institution) => [rowOf(institution, level, plans), ...under(institution.slug, level + 1)]);
  return under(null, 0);
}

function rowOf<I extends Institution, P extends Plan>(
  institution: I,
  level: number,
  all: P[],
): ScoreRow<I, P> {
  const plans = all.filter((plan) => plan.institution.slug === institution.slug);
  return {
    institution,
    level,
    plans,
    progress: mean(plans.map(({ progress }) => progress)),
    overdueCount: plans.reduce((sum, plan) => sum + plan.overdueCount, 0),
    dataAt: plans.map(({ releasedAt }) => releasedAt ?? "").reduce((a, b) => (a > b ? a : b), "") || null,
  };
}

/** A rounded mean; null of nothing, because no data is not zero. */
export function mean(values: number[]): number | null {
  return values.length === 0
    ? null
    : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
