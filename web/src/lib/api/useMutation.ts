import type { TypedDocumentNode } from "@urql/core";
import { useState } from "react";
import { client } from "./client";
import { type ApiError, toApiError } from "./error";

export type Outcome<Data> = { data: Data; error: null } | { data: null; error: ApiError };

/** Runs a mutation with its one variable `$input`; `isBusy` is for the button that started it. */
export function useMutation<Data, Input>(
  document: TypedDocumentNode<Data, { input: Input }>,
): { run: (input: Input) => Promise<Outcome<Data>>; isBusy: boolean } {
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    async run(input) {
      setBusy(true);
      const result = await client
        .get()
        .mutation<Data>(document, { input } as never)
        .toPromise();
      setBusy(false);
      if (result.error !== undefined) return { data: null, error: toApiError(result.error) };
      return { data: result.data as Data, error: null };
    },
  };
}
