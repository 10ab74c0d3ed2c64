/** Everything on this device that the server does not have yet: fields that save themselves, forms and texts, files. */
import { useSyncExternalStore } from "react";
import { forgetUploads, type Upload, useUploads } from "../../features/document/uploads";
import { autosave } from "../../lib/autosave/autosave";
import type { Pending } from "../../lib/autosave/storage";
import { readDrafts, useDrafts } from "../../lib/drafts/drafts";
import { type Draft, draftsOf } from "../../lib/drafts/storage";
import { session } from "../../lib/session/session";
import { useStore } from "../../lib/store";

export type Unsent = { pending: readonly Pending[]; drafts: readonly Draft[]; files: readonly Upload[] };

/** What waits, oldest first; what is on its way this second is not among it. */
export function useUnsent(): Unsent {
  const queue = useStore(autosave);
  const subscribe = queue?.subscribe ?? (() => () => {});
  const entries = useSyncExternalStore(subscribe, () => queue?.entries() ?? nothing);
  const pending = entries.filter(({ key }) => {
    const kind = queue?.state(key)?.kind;
    return kind !== "typing" && kind !== "sending";
  });
  return { pending, drafts: useDrafts(), files: useUploads() };
}

/** Forgets all of it: the person who signs out said so. */
export async function forgetUnsent(): Promise<void> {
  const account = session.get().account?.id;
  await autosave.get()?.clear();
  if (account !== undefined) await draftsOf(account).clear();
  await readDrafts();
  await forgetUploads();
}

const nothing: readonly Pending[] = [];
