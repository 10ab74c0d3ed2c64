/** Values with what changed since the one before; the latest come first. Exact: decimals are compared as whole numbers. */
export function withChange<One extends { value: string }>(
  latestFirst: One[],
): (One & { change: number | null })[] {
  return latestFirst.map((one, at) => {
    const before = latestFirst[at + 1];
    return { ...one, change: before === undefined ? null : difference(one.value, before.value) };
  });
}

function difference(later: string, earlier: string): number {
  const places = Math.max(placesOf(later), placesOf(earlier));
  return (
    (Math.round(Number(later) * 10 ** places) - Math.round(Number(earlier) * 10 ** places)) / 10 ** places
  );
}

function placesOf(value: string): number {
  return value.split(".")[1]?.length ?? 0;
}
