export type Part = { text: string; differs: boolean };

/** Splits two texts into what they share at both ends and what differs between, on word borders. */
export function partsOf(one: string, other: string): [Part[], Part[]] {
  const a = words(one);
  const b = words(other);
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [parts(a, start, end), parts(b, start, end)];
}

function words(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

function parts(all: string[], start: number, end: number): Part[] {
  const cut = [
    { text: all.slice(0, start).join(""), differs: false },
    { text: all.slice(start, all.length - end).join(""), differs: true },
    { text: all.slice(all.length - end).join(""), differs: false },
  ];
  return cut.filter(({ text, differs }) => text !== "" || (differs && all.length === 0));
}
