import type { SubscriptionForwarder } from "@urql/core";
import { createClient } from "graphql-ws";
import { renewOrWait } from "../session/session";
import { accessToken, isFresh } from "../session/token";
import { settings } from "../settings";
import { createStore } from "../store";

/** Whether changes of others arrive. `idle`: no page listens. */
export const liveState = createStore<"idle" | "connecting" | "live" | "broken">("idle");

const longestWaitMs = 15_000;
let unanswered: ReturnType<typeof setTimeout> | undefined;

const client = createClient({
  url: () => new URL(settings.socketPath, location.href.replace(/^http/, "ws")).href,
  lazy: true,
  lazyCloseTimeout: 3_000,
  // A line cut without a word is noticed by the missing answer to a ping.
  keepAlive: 10_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  retryWait: (tries) => pause(tries),
  connectionParams: async () => {
    if (!isFresh()) await renewOrWait();
    return { authorization: `Bearer ${accessToken() ?? ""}` };
  },
  on: {
    connecting: (isRetry) => liveState.set(isRetry ? "broken" : "connecting"),
    connected: () => liveState.set("live"),
    closed: () => liveState.set("broken"),
    ping: (received) => {
      if (!received) unanswered = setTimeout(() => client.terminate(), 5_000);
    },
    pong: (received) => {
      if (received) clearTimeout(unanswered);
    },
  },
});

/**
 * Runs a subscription for as long as a page wants it. Streams that carry a `cursor` are taken up after the last event
 * seen, whatever ended the connection, so that nothing is missed and nothing comes twice.
 */
export const forward: SubscriptionForwarder = (request) => ({
  subscribe(sink) {
    const payload = resumable(request);
    let stop = () => {};
    let over = false;
    let tries = 0;
    const open = () => {
      stop = client.subscribe(payload as never, {
        next(result) {
          tries = 0;
          follow(payload, result.data as Record<string, unknown> | null | undefined);
          sink.next(result as never);
        },
        error(reason) {
          if (over) return;
          // A list is the server's refusal of this very subscription; all else is a connection to be made again.
          if (Array.isArray(reason)) return sink.error(reason);
          tries += 1;
          void pause(tries).then(() => over || open());
        },
        complete: () => over || sink.complete(),
      });
    };
    open();
    return {
      unsubscribe() {
        over = true;
        stop();
      },
    };
  },
});

type Payload = { documentId?: string; query: string; variables: Record<string, unknown> };

function resumable(request: Parameters<SubscriptionForwarder>[0]): Payload {
  const { documentId, query, variables } = request;
  // The library insists on a `query`; beside a `documentId` it is empty.
  return { ...(documentId ? { documentId } : {}), query: query ?? "", variables: { ...variables } };
}

/** Moves the starting point of a stream on; the client sends the same object again when it reconnects. */
export function follow(payload: Payload, data: Record<string, unknown> | null | undefined): void {
  const event = data && Object.values(data)[0];
  if (typeof event !== "object" || event === null || !("cursor" in event)) return;
  payload.variables.after = event.cursor;
}

/** Doubling with chance, so that a thousand pages do not knock at once; the return of the line ends the wait. */
function pause(tries: number): Promise<void> {
  const most = Math.min(longestWaitMs, 500 * 2 ** tries);
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, most / 2 + (Math.random() * most) / 2);
    addEventListener("online", go);
  });
}
