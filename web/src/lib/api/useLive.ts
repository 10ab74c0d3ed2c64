import type { TypedDocumentNode } from "@urql/core";
import { useEffect, useEffectEvent } from "react";
import { pipe, subscribe } from "wonka";
import { useStore } from "../store";
import { client } from "./client";

/**
 * Follows a stream while the component is shown. Objects in an event update every page by themselves; `onEvent` is for
 * what lies beyond that: a new row, a request to read everything again. `key` changes when another stream is meant.
 */
export function useLive<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | null,
  key: string,
  onEvent?: (data: Data) => void,
): void {
  const api = useStore(client);
  const receive = useEffectEvent((data: Data) => onEvent?.(data));
  const current = useEffectEvent(() => variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the variables: a cursor must not restart
  useEffect(() => {
    const wanted = current();
    if (wanted === null) return;
    const { unsubscribe } = pipe(
      api.subscription<Data>(document, wanted as never),
      subscribe((result) => {
        if (result.data !== undefined) receive(result.data);
      }),
    );
    return unsubscribe;
  }, [api, document, key, variables === null]);
}
