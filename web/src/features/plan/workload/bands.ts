/** Six bands of heat over the values of one column; zero has none. */
export function bandOf(value: number, most: number): 1 | 2 | 3 | 4 | 5 | 6 | null {
  if (value <= 0 || most <= 0) return null;
  return Math.min(6, Math.ceil((value / most) * 6)) as 1 | 2 | 3 | 4 | 5 | 6;
}
