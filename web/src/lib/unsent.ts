/** Everything typed on this device that the server does not have yet: fields that save themselves, and forms. */
import { useSyncExternalStore } from "react";
import { autosave } from "./autosave/autosave";
import type { Pending } from "./autosave/storage";
import { readDrafts, useDrafts } from "./drafts/drafts";
import { type Draft, draftsOf } from "./drafts/storage";
import { session } from "./session/session";
import { useStore } from "./store";

export type Unsent = { pending: readonly Pending[]; drafts: readonly Draft[] };

/** What waits, oldest first; what is on its way this second is not among it. */
export function useUnsent(): Unsent {
  const queue = useStore(autosave);
  const subscribe = queue?.subscribe ?? (() => () => {});
  const entries = useSyncExternalStore(subscribe, () => queue?.entries() ?? nothing);
  const pending = entries.filter(({ key }) => {
    const kind = queue?.state(key)?.kind;
    return kind !== "typing" && kind !== "sending";
  });
  return { pending, drafts: useDrafts() };
}

/** Forgets all of it: the person who signs out said so. */
export async function forgetUnsent(): Promise<void> {
  const account = session.get().account?.id;
  await autosave.get()?.clear();
  if (account !== undefined) await draftsOf(account).clear();
  await readDrafts();
}

const nothing: readonly Pending[] = [];
