/** Saved views: the part of an address that is the view, compared with what was saved under a name. */

import { readSearch, writeSearch } from "../../../lib/routing/searchString";
import type { Search } from "../../../lib/routing/useSearchState";
import { filterNames } from "./filters";

/** What a view keeps: filters, order, columns, density, and which of the page's views it is. */
const viewNames = ["view", ...filterNames, "sort", "hide", "density", "zoom"] as const;

/** The query string of a view, always in the same order, so that equal views are equal texts. */
export function viewOf(search: Search): string {
  const parts: Search = {};
  for (const name of viewNames) {
    const value = search[name];
    if (value !== undefined && value !== "") parts[name] = Array.isArray(value) ? [...value].sort() : value;
  }
  return writeSearch(parts).slice(1);
}

/** The address of a saved view: its own parts and its id, nothing of the view before. */
export function searchOf(view: { id: string; query: string } | null, search: Search): Search {
  const emptied = Object.fromEntries(viewNames.map((name) => [name, undefined]));
  if (view === null) return { ...emptied, view: search.view, saved: undefined };
  return { ...emptied, ...readSearch(view.query), saved: view.id };
}

export function isChanged(view: { query: string }, search: Search): boolean {
  return viewOf(readSearch(view.query)) !== viewOf(search);
}
