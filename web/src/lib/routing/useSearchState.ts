import { useNavigate, useRouterState } from "@tanstack/react-router";

export type Search = Record<string, string | string[] | undefined>;

/**
 * The query string of the page, where its filters, order, tab and open panel live, so that it can be mailed and comes
 * back after a reload. Empty values leave the address.
 */
export function useSearchState(): [Search, (change: Search) => void] {
  const navigate = useNavigate();
  const search = useRouterState({ select: (state) => state.location.search as Search });
  function change(next: Search) {
    const merged = Object.entries({ ...search, ...next }).filter(
      ([, value]) => value !== undefined && value !== "" && value.length > 0,
    );
    void navigate({
      to: ".",
      search: Object.fromEntries(merged) as never,
      replace: true,
      resetScroll: false,
    });
  }
  return [search, change];
}

/** A part of the query string that may stand once or many times, as a list. */
export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === null || value === "" ? [] : [String(value)];
}

/** A part of the query string as one text. */
export function textOf(value: unknown): string {
  return listOf(value)[0] ?? "";
}
