import { useRouterState } from "@tanstack/react-router";
import type { TypedDocumentNode } from "@urql/core";
import { useRef } from "react";
import { useQuery } from "urql";
import { client } from "./client";
import { type ApiError, isPassing, toApiError } from "./error";

/** What the address says of a page: its parts, its query string and what the routes above found. */
export type At = { params: Record<string, string>; search: Record<string, unknown>; context: RouteContext };

/** What routes hand down; the shell fills it. */
export type RouteContext = {
  tenant?: {
    id: string;
    slug: string;
    shortName: string;
    isGuest: boolean;
    canInvite: boolean;
    canReadJournal: boolean;
  };
  municipality?: { id: string; slug: string; name: string };
};

export type PageResult<Data> = {
  data: Data | undefined;
  error: ApiError | null;
  /** Fresh data are on their way; what is shown may be older. */
  isStale: boolean;
  retry: () => void;
  /** Fetches the rows after a cursor; the cache adds them to the list. The variable is called `after`. */
  more: (cursor: string | null | undefined) => Promise<void>;
};

export type PageQuery<Data> = {
  /** Starts the request while the page's code is still loading, or when a link to it is touched. */
  prefetch: (at: At) => void;
  useResult: () => PageResult<Data>;
};

/** The one query of a page with its variables read from the address, the same for prefetching and showing. */
export function pageQuery<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variablesAt: (at: At) => Variables,
): PageQuery<Data> {
  return {
    prefetch(at) {
      void client.get().query<Data>(document, variablesAt(at)).toPromise();
    },
    useResult() {
      const at = useRouterState({
        select: (state) => state.matches.at(-1) as unknown as At,
        structuralSharing: false,
      });
      return useResult(document, variablesAt(at));
    },
  };
}

/** The same for a part of a page that asks on its own (a panel, a dialog). */
export function useResult<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): PageResult<Data> {
  const [result, run] = useQuery<Data>({ query: document, variables: variables as never, pause });
  const error = result.error === undefined ? null : toApiError(result.error);
  const data = useKept(result.data ?? undefined, error, JSON.stringify(variables));
  return {
    data,
    error,
    isStale: result.stale || (result.fetching && data !== undefined),
    retry: () => run({ requestPolicy: "network-only" }),
    more: async (cursor) => {
      await client
        .get()
        .query(document, { ...variables, after: cursor } as never)
        .toPromise();
    },
  };
}

/**
 * What was shown stays while the server cannot be reached, and while it is asked for the same in another language: the
 * page and what is typed on it live on. A refusal takes it away.
 */
export function useKept<Data>(data: Data | undefined, error: ApiError | null, key: string): Data | undefined {
  const kept = useRef<{ key: string; data: Data } | null>(null);
  if (data !== undefined) kept.current = { key, data };
  if (data !== undefined || (error !== null && !isPassing(error))) return data;
  return kept.current?.key === key ? kept.current.data : undefined;
}
