/** The same change on many actions: in parts the server takes, with one way back for the whole. */

/** The server takes this many at once. */
export const mostAtOnce = 100;

export type Chosen<Value> = { id: string; version: number; before: Value };
export type Refused = { id: string; code: string; message: string };
export type Outcome = { changed: { id: string; version: number }[]; refused: Refused[] };
export type Change = { id: string; expectedVersion: number };

export function inParts<One>(all: One[], size = mostAtOnce): One[][] {
  const parts: One[][] = [];
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}

/** Runs a change part after part and adds up what became of it. */
export async function runInParts(
  changes: Change[],
  run: (part: Change[]) => Promise<Outcome>,
): Promise<Outcome> {
  const total: Outcome = { changed: [], refused: [] };
  for (const part of inParts(changes)) {
    const { changed, refused } = await run(part);
    total.changed.push(...changed);
    total.refused.push(...refused);
  }
  return total;
}

/** What gives the changed ones their earlier values back: one change for each earlier value. */
export function waysBack<Value>(
  chosen: Chosen<Value>[],
  changed: { id: string; version: number }[],
): { value: Value; changes: Change[] }[] {
  const versions = new Map(changed.map(({ id, version }) => [id, version]));
  const groups = new Map<string, { value: Value; changes: Change[] }>();
  for (const { id, before } of chosen) {
    const expectedVersion = versions.get(id);
    if (expectedVersion === undefined) continue;
    const key = JSON.stringify(before);
    const group = groups.get(key) ?? { value: before, changes: [] };
    group.changes.push({ id, expectedVersion });
    groups.set(key, group);
  }
  return [...groups.values()];
}
