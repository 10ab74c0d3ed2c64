/** Exact values of results: they are compared as fractions and rounded only for reading. */

export type Value = { display: string; exact: string };

type Fraction = [bigint, bigint];

/** Reads „185/4” or „46”; null when it is neither. */
export function fractionOf(exact: string): Fraction | null {
  const parts = /^(-?\d+)(?:\/([1-9]\d*))?$/.exec(exact);
  return parts?.[1] === undefined ? null : [BigInt(parts[1]), BigInt(parts[2] ?? "1")];
}

/** The change from one value to another with one decimal, halves away from zero; null without both. */
export function changeOf(now: Value | null, before: Value | null | undefined): number | null {
  if (now === null || !before) return null;
  const [one, other] = [fractionOf(now.exact), fractionOf(before.exact)];
  if (one === null || other === null) return null;
  const top = one[0] * other[1] - other[0] * one[1];
  const bottom = one[1] * other[1];
  const size = top < 0n ? -top : top;
  const tenths = Number((size * 20n + bottom) / (2n * bottom));
  return (top < 0n && tenths !== 0 ? -tenths : tenths) / 10;
}

/** „+4,5”, „−3”, „0”: the sign always stands. */
export function signed(change: number, number: (value: number, digits: { min: number }) => string): string {
  const text = number(Math.abs(change), { min: 1 });
  if (change === 0) return text;
  return change > 0 ? `+${text}` : `−${text}`;
}

/** Tenths as a plain number, for the length of a bar. */
export const lengthOf = (value: Value | null): number =>
  Math.min(100, Math.max(0, Number(value?.display ?? 0)));

/** 0 to 5: the band of a whole number from 0 to 100. */
export function bandOf(points: number): number {
  const limits = [10, 30, 50, 70, 90];
  const at = limits.findIndex((limit) => points <= limit);
  return at === -1 ? limits.length : at;
}

type Criterion<Sub> = { subcriteria: readonly Sub[] };

/** The highest and the lowest of the subcriteria that have a value; null while there are none. */
export function extremes<Sub extends { value: Value | null }>(
  criteria: readonly Criterion<Sub>[],
): { highest: Sub; lowest: Sub } | null {
  const scored = criteria.flatMap(({ subcriteria }) => subcriteria).filter(({ value }) => value !== null);
  const byValue = scored.toSorted((one, other) => lengthOf(other.value) - lengthOf(one.value));
  const [highest, lowest] = [byValue[0], byValue.at(-1)];
  return highest === undefined || lowest === undefined ? null : { highest, lowest };
}
