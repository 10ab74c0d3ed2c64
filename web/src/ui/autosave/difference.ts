import type { Run } from "../text/parse";

export type Part = { runs: Run[]; differs: boolean };

/** Splits two texts into what they share at both ends and what differs between, on word borders. */
export function partsOf(one: Run[], other: Run[]): [Part[], Part[]] {
  const a = words(one);
  const b = words(other);
  let start = 0;
  while (start < Math.min(a.length, b.length) && isSame(a[start], b[start])) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && isSame(a.at(-1 - end), b.at(-1 - end))) end += 1;
  return [parts(a, start, end), parts(b, start, end)];
}

export const textOf = (runs: Run[]) => runs.map(({ text }) => text).join("");

function words(runs: Run[]): Run[] {
  return runs.flatMap((run) => (run.text.match(/\s+|[^\s]+/g) ?? []).map((text) => ({ ...run, text })));
}

/** A space looks the same in every emphasis. */
function isSame(one: Run | undefined, other: Run | undefined): boolean {
  if (one?.text !== other?.text) return false;
  return one?.text.trim() === "" || (one?.bold === other?.bold && one?.italic === other?.italic);
}

function parts(all: Run[], start: number, end: number): Part[] {
  const cut = [
    { runs: joined(all.slice(0, start)), differs: false },
    { runs: joined(all.slice(start, all.length - end)), differs: true },
    { runs: joined(all.slice(all.length - end)), differs: false },
  ];
  return cut.filter(({ runs, differs }) => runs.length > 0 || (differs && all.length === 0));
}

function joined(all: Run[]): Run[] {
  const runs: Run[] = [];
  for (const word of all) {
    const last = runs.at(-1);
    if (last !== undefined && last.bold === word.bold && last.italic === word.italic) last.text += word.text;
    else runs.push({ ...word });
  }
  return runs;
}
