/** Standards without a status by arithmetic: they apply in no compartment, so the chair decides. */
type Row = { applicableCount: number; pendingCount: number; decision: unknown | null };

/** Every compartment has answered, and it applies in none. */
export function appliesNowhere({ applicableCount, pendingCount }: Row): boolean {
  return applicableCount === 0 && pendingCount === 0;
}

/** What keeps the synthesis from being final. */
export function openPoints(rows: Row[]): { pending: number; undecided: number } {
  return {
    pending: rows.filter(({ pendingCount }) => pendingCount > 0).length,
    undecided: rows.filter((row) => appliesNowhere(row) && row.decision === null).length,
  };
}
