/** What a campaign comes to, counted from its questionnaires. */
type Questionnaire = { status: string; completeCount: number; criterionCount: number };

/** How many questionnaires were handed in, locked ones among them. */
export function handedIn(questionnaires: Pick<Questionnaire, "status">[]): number {
  return questionnaires.filter(({ status }) => status === "SUBMITTED" || status === "LOCKED").length;
}

/** Complete criteria of all compartments in whole per cent; never 100 while one is missing. */
export function progressOf(questionnaires: Questionnaire[]): number {
  const all = questionnaires.reduce((sum, { criterionCount }) => sum + criterionCount, 0);
  const complete = questionnaires.reduce((sum, { completeCount }) => sum + completeCount, 0);
  return all === 0 ? 0 : Math.floor((complete * 100) / all);
}

type Owned = { unit: { id: string }; delegate: { id: string } | null; answers: boolean };

/** The reader's own compartments first; inside each half the order stays. */
export function ownFirst<One extends Owned>(
  questionnaires: One[],
  own: { id: string; unitId: string | null } | null,
): One[] {
  const isOwn = ({ unit, delegate, answers }: Owned) =>
    answers || (own !== null && (unit.id === own.unitId || delegate?.id === own.id));
  return questionnaires.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
}

/** The campaign shown large: the year of the address, else the newest open one, else the newest. */
export function shownOf<One extends { year: number; status: string }>(
  campaigns: One[],
  year: string,
): One | null {
  const byYear = campaigns.toSorted((one, other) => other.year - one.year);
  const chosen = byYear.find((one) => String(one.year) === year);
  return chosen ?? byYear.find(({ status }) => status === "OPEN") ?? byYear[0] ?? null;
}
