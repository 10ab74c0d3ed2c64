import { gql, type TypedDocumentNode } from "@urql/core";

/** A document of the product with the hash under which the server trusts it. */
export type TrustedDocument<Result = unknown, Variables extends object = object> = TypedDocumentNode<
  Result,
  Variables
> & { documentId: string; text: string };

/** What graphql(`...`) becomes in the build; never called by hand, except to bring a kept document back. */
export function trustedDocument(documentId: string, text: string): TrustedDocument {
  return Object.assign(gql(text), { documentId, text }) as TrustedDocument;
}

/** The trusted form of a document written with graphql(`...`). */
export function asTrusted<Result, Variables extends object>(
  document: TypedDocumentNode<Result, Variables>,
): TrustedDocument<Result, Variables> {
  return document as TrustedDocument<Result, Variables>;
}
