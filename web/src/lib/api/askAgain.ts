import type { TypedDocumentNode } from "@urql/core";
import { client } from "./client";
import { type ApiError, toApiError } from "./error";

/** Reads something anew past what is kept; whoever shows it is drawn again. */
export async function askAgain<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<ApiError | null> {
  const { error } = await client
    .get()
    .query<Data>(document, variables as never, { requestPolicy: "network-only" })
    .toPromise();
  return error === undefined ? null : toApiError(error);
}
