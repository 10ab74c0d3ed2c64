/** What the columns of a sheet mean: as the server suggests, as the person chose the last time, as they choose now. */
import type { ImportColumn, ImportKind } from "../../gql/graphql";
import { DeviceTable } from "../../lib/deviceTable";
import { folded } from "../../lib/format/search";

/** A meaning per column, by its field in the form; empty for columns that are left out. */
export type Layout = Record<string, ImportColumn | "">;

export const field = (index: number) => `column${index}`;

type Memory = Record<string, ImportColumn>;

type Kept = { key: ImportKind; memory: Memory };

const memories = (accountId: string) =>
  new DeviceTable<Kept>({ database: `calitas.imports.${accountId}`, table: "layout", version: 1 });

/** What was chosen before wins over what is suggested; no meaning is given twice. */
export function layoutOf(
  headings: string[],
  matches: { index: number; column: ImportColumn }[],
  memory: Memory,
): Layout {
  const taken = new Set<ImportColumn>();
  const layout: Layout = {};
  const remembered = headings.map((heading) => memory[folded(heading)]);
  const give = (index: number, column: ImportColumn | undefined) => {
    if (column === undefined || taken.has(column)) return;
    taken.add(column);
    layout[field(index)] = column;
  };
  remembered.forEach((column, index) => {
    give(index, column);
  });
  for (const { index, column } of matches) if (!(field(index) in layout)) give(index, column);
  for (const index of headings.keys()) layout[field(index)] ??= "";
  return layout;
}

export function columnsOf(layout: Layout): { index: number; column: ImportColumn }[] {
  return Object.entries(layout).flatMap(([name, column]) =>
    column === "" ? [] : [{ index: Number(name.slice("column".length)), column }],
  );
}

export async function recall(accountId: string, kind: ImportKind): Promise<Memory> {
  const kept = await memories(accountId)
    .get(kind)
    .catch(() => undefined);
  return kept?.memory ?? {};
}

export async function remember(
  accountId: string,
  kind: ImportKind,
  headings: string[],
  layout: Layout,
): Promise<void> {
  const known = await recall(accountId, kind);
  for (const [index, heading] of headings.entries()) {
    const column = layout[field(index)];
    if (column && heading !== "") known[folded(heading)] = column;
  }
  await memories(accountId)
    .put({ key: kind, memory: known })
    .catch(() => undefined);
}
