/** The queue of the signed-in account, bound to the API. */

import { alone } from "../alone";
import { client, clientReady } from "../api/client";
import { toApiError } from "../api/error";
import { trustedDocument } from "../api/trustedDocument";
import { isOnline, onOnlineChange } from "../online";
import { session } from "../session/session";
import { createStore } from "../store";
import { AutosaveQueue, type Send } from "./queue";
import { PendingStorage } from "./storage";

export const autosave = createStore<AutosaveQueue | null>(null);
let owner: string | null = null;

/** Follows the session: each account has its own queue, resumed as soon as the server can be asked. */
export function startAutosave(): void {
  session.subscribe(follow);
  onOnlineChange(() => isOnline() && void autosave.get()?.sendAll());
  follow();
}

/** The object with this id in an answer, wherever the payload holds it. */
export function versionIn(data: unknown, id: string): number | null {
  if (typeof data !== "object" || data === null) return null;
  const object = data as Record<string, unknown>;
  if (object.id === id && typeof object.version === "number") return object.version;
  for (const value of Object.values(object)) {
    const found = versionIn(value, id);
    if (found !== null) return found;
  }
  return null;
}

const send: Send = async (pending) => {
  const document = trustedDocument(pending.document.id, pending.document.text);
  const input = pending.input ?? {
    id: pending.objectId,
    expectedVersion: pending.expectedVersion,
    [pending.field]: pending.value,
  };
  await clientReady();
  const result = await client.get().mutation(document, { input }).toPromise();
  if (result.error !== undefined) return { version: null, error: toApiError(result.error) };
  return { version: versionIn(result.data, pending.objectId), error: null };
};

function follow(): void {
  const { account, status } = session.get();
  if (account === null) return;
  if (account.id === owner) {
    // Signed in again, or the server is back: what waited goes out.
    if (status === "signedIn") void autosave.get()?.sendAll();
    return;
  }
  owner = account.id;
  const isHere = () => session.get().status === "signedIn" && session.get().account?.id === account.id;
  const queue = new AutosaveQueue({
    storage: new PendingStorage(account.id),
    send,
    // Under no other name: what one person typed waits until that person is here again.
    isOnline: () => isOnline() && isHere(),
    exclusively: (work) => alone(`calitas.autosave.${account.id}`, work),
    now: () => new Date(),
    delayMs: { typing: 1_000, retry: 10_000 },
  });
  autosave.set(queue);
  if (status === "signedIn" || status === "unreachable") void queue.resume();
}
