import { parse, type Run } from "./parse";

/** A plain text in the same shape. */
export const plainRuns = (text: string): Run[] => [{ text }];

/**
 * A text with marks as running words, for where it is compared or stands in a row of values: emphasis stays, an item
 * keeps its sign, a link says where it leads.
 */
export function inlineRuns(text: string): Run[] {
  const blocks = parse(text).map((block) => {
    if (block.kind === "paragraph") return addressed(block.runs);
    return block.items.flatMap((item, at): Run[] => [
      { text: `${at === 0 ? "" : "\n"}${block.kind === "bullets" ? "-" : `${block.start + at}.`} ` },
      ...addressed(item),
    ]);
  });
  return blocks.flatMap((runs, at): Run[] => (at === 0 ? runs : [{ text: "\n\n" }, ...runs]));
}

function addressed(runs: Run[]): Run[] {
  return runs.flatMap(({ href, ...run }, at): Run[] =>
    href === undefined || runs[at + 1]?.href === href ? [run] : [run, { text: ` (${href})` }],
  );
}
