import { Client, type Exchange, makeOperation, type Operation, subscriptionExchange } from "@urql/core";
import { authExchange } from "@urql/exchange-auth";
import { fetchExchange } from "urql";
import { map, pipe } from "wonka";
import { language } from "../i18n/language";
import { reportReached } from "../online";
import { renewOrWait, session } from "../session/session";
import { accessToken, isFresh } from "../session/token";
import { settings } from "../settings";
import { createStore } from "../store";
import { cache } from "./cache";
import { toApiError } from "./error";
import { headers } from "./send";
import { forward } from "./socket";

function createClient(): Client {
  return new Client({
    url: settings.graphqlPath,
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: () => ({ headers: headers(), credentials: "same-origin" }),
    fetch: reportingFetch,
    exchanges: [
      cache(),
      trusted,
      authExchange(auth),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: forward }),
    ],
  });
}

const reportingFetch: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, init);
    reportReached(true);
    return response;
  } catch (reason) {
    if (!(reason instanceof DOMException && reason.name === "AbortError")) reportReached(false);
    throw reason;
  }
};

/** Sends the hash of a document instead of its text; the cache before it still sees the document. */
const trusted: Exchange = ({ forward: next }) => {
  if (settings.documents !== "trusted") return next;
  const sent = new Map<number, Operation>();
  return (operations) =>
    pipe(
      next(
        pipe(
          operations,
          map((operation) => {
            const { documentId } = operation.query as { documentId?: string };
            if (operation.kind === "teardown") sent.delete(operation.key);
            if (documentId === undefined) return operation;
            if (operation.kind !== "teardown") sent.set(operation.key, operation);
            const query = { kind: "Document", definitions: [], documentId };
            return makeOperation(operation.kind, { ...operation, query: query as never });
          }),
        ),
      ),
      map((result) => ({ ...result, operation: sent.get(result.operation.key) ?? result.operation })),
    );
};

const auth: Parameters<typeof authExchange>[0] = async (utilities) => ({
  addAuthToOperation(operation) {
    const token = accessToken();
    return token === null
      ? operation
      : utilities.appendHeaders(operation, { authorization: `Bearer ${token}` });
  },
  willAuthError: () => session.get().status !== "anonymous" && !isFresh(),
  didAuthError: (error) =>
    session.get().status !== "anonymous" && toApiError(error).code === "UNAUTHENTICATED",
  refreshAuth: renewOrWait,
});

/** The client in use; replaced as a whole when the language changes, because sentences of the server are cached. */
export const client = createStore<Client>(createClient());

language.subscribe(() => client.set(createClient()));
