import { Client, type Exchange, makeOperation, type Operation, subscriptionExchange } from "@urql/core";
import { authExchange } from "@urql/exchange-auth";
import type { CacheExchangeOpts } from "@urql/exchange-graphcache";
import { fetchExchange } from "urql";
import { map, pipe } from "wonka";
import { language } from "../i18n/language";
import { loadNewVersion } from "../newVersion";
import { reportReached } from "../online";
import { renewOrWait, session } from "../session/session";
import { accessToken, isFresh } from "../session/token";
import { settings } from "../settings";
import { createStore } from "../store";
import { cache } from "./cache";
import { toApiError } from "./error";
import { keptBy } from "./kept";
import { headers } from "./send";
import { forward } from "./socket";

function createClient(kept?: CacheExchangeOpts["storage"]): Client {
  return new Client({
    url: settings.graphqlPath,
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: () => ({ headers: headers(), credentials: "same-origin" }),
    fetch: reportingFetch,
    exchanges: [
      cache(kept),
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
    // Only the refusal of a whole document has this status: the server is newer than the page.
    if (response.status === 404) void loadNewVersion("itself");
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

/**
 * The client in use; replaced as a whole when another account enters or the language changes: what is cached belongs to
 * one account and holds sentences in one language.
 */
export const client = createStore<Client>(createClient());

let owner: string | null = null;
let wasUnreachable = false;
let preparing: Promise<void> = Promise.resolve();

/** Resolves when the client of the account that is here can be asked. */
export const clientReady = () => preparing;

async function prepare(): Promise<void> {
  const kept = owner === null ? undefined : await keptBy(owner, language.get()).catch(() => undefined);
  client.set(createClient(kept));
}

session.subscribe(() => {
  const { account, status } = session.get();
  const id = account?.id ?? null;
  // Back after the server was away at the start: what is shown from this device is asked for again.
  const isBack = wasUnreachable && status === "signedIn";
  wasUnreachable = status === "unreachable";
  if (id === owner && !isBack) return;
  owner = id;
  preparing = prepare();
});

language.subscribe(() => {
  preparing = prepare();
});
