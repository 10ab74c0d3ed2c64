import type { JournalFilter } from "../../../gql/graphql";
import { listOf, type Search, textOf } from "../../../lib/routing/useSearchState";

/** What the address of the page says of which entries are wanted. */
export type JournalSearch = {
  from: string;
  to: string;
  actor: string;
  kinds: string[];
  subjectKinds: string[];
  thing: string;
};

export function readJournalSearch(search: Search | Record<string, unknown>): JournalSearch {
  const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(textOf(value)) ? textOf(value) : "");
  return {
    from: day(search.from),
    to: day(search.to),
    actor: textOf(search.actor),
    kinds: listOf(search.kind),
    subjectKinds: listOf(search.type),
    thing: textOf(search.thing),
  };
}

export function toJournalFilter(search: JournalSearch): JournalFilter {
  return {
    from: search.from || null,
    to: search.to || null,
    actorId: search.actor || null,
    kinds: search.kinds.length > 0 ? search.kinds : null,
    subjectKinds: search.subjectKinds.length > 0 ? search.subjectKinds : null,
    thingId: search.thing || null,
  };
}

/** The same for the address of the file. */
export function toExportQuery(tenantId: string, search: JournalSearch): string {
  const query = new URLSearchParams({ tenant: tenantId });
  const given = { from: search.from, to: search.to, actor: search.actor, thing: search.thing };
  for (const [name, value] of Object.entries(given)) if (value !== "") query.set(name, value);
  if (search.kinds.length > 0) query.set("kinds", search.kinds.join(","));
  if (search.subjectKinds.length > 0) query.set("subjectKinds", search.subjectKinds.join(","));
  return query.toString();
}

export function isFiltered({ from, to, actor, kinds, subjectKinds, thing }: JournalSearch): boolean {
  return [from, to, actor, thing].some((text) => text !== "") || kinds.length + subjectKinds.length > 0;
}
