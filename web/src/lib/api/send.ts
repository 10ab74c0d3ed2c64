import type { TypedDocumentNode } from "@urql/core";
import { language } from "../i18n/language";
import { loadNewVersion } from "../newVersion";
import { reportReached } from "../online";
import { settings } from "../settings";
import { type ApiError, toApiError, unreached } from "./error";
import { asTrusted } from "./trustedDocument";

export type Answer<Result> = { data: Result; error: null } | { data: null; error: ApiError };

/** Sends one document past the cache and the session: for the door (sign-in, refresh) and what must not wait for it. */
export async function send<Result, Variables extends object>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  accessToken?: string,
): Promise<Answer<Result>> {
  const { documentId, text } = asTrusted(document);
  const body = settings.documents === "trusted" ? { documentId, variables } : { query: text, variables };
  try {
    const response = await fetch(settings.graphqlPath, {
      method: "POST",
      credentials: "same-origin",
      headers: { ...headers(), ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}) },
      body: JSON.stringify(body),
    });
    if (response.status === 404) void loadNewVersion("itself");
    const answer = (await response.json()) as { data?: Result | null; errors?: { message: string }[] };
    reportReached(true);
    const failure = answer.errors?.[0];
    if (failure !== undefined) return { data: null, error: toApiError(failure) };
    if (answer.data) return { data: answer.data, error: null };
  } catch {
    reportReached(false);
  }
  return { data: null, error: unreached };
}

/** Sent with every request; the last one is what a foreign form cannot send. */
export function headers(): Record<string, string> {
  return {
    accept: "application/graphql-response+json, application/json;q=0.9",
    "content-type": "application/json",
    "accept-language": language.get(),
    "x-calitas-client": "web",
  };
}
