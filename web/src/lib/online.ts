import { recall, remember } from "./device";
import { createStore, useStore } from "./store";

/** Whether the server can be reached, as far as known: the browser's word and the outcome of the last request. */
const online = createStore(globalThis.navigator?.onLine ?? true);
/** When the server last answered, also before a reload: so old is what is shown from this device. */
const answeredAt = recall("answeredAt");
const lastAnswer = createStore<Date | null>(answeredAt === null ? null : new Date(answeredAt));

/** An answer that comes this soon after a cut was under way before it, and says nothing about now. */
const underWayMs = 10_000;
let cutAt = 0;

globalThis.addEventListener?.("online", () => online.set(true));
globalThis.addEventListener?.("offline", () => {
  cutAt = Date.now();
  online.set(false);
});

export const isOnline = online.get;
export const onOnlineChange = online.subscribe;

/** Told by the transport after each request. */
export function reportReached(reached: boolean): void {
  if (reached) {
    const now = new Date();
    lastAnswer.set(now);
    remember("answeredAt", now.toISOString());
    if (navigator.onLine || now.getTime() - cutAt > underWayMs) online.set(true);
  } else if (!navigator.onLine) {
    online.set(false);
  }
}

export function useOnline(): { isOnline: boolean; lastAnswerAt: Date | null } {
  return { isOnline: useStore(online), lastAnswerAt: useStore(lastAnswer) };
}
