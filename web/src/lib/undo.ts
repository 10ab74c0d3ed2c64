import { createStore, useStore } from "./store";

/** Something that was done and can be taken back by another entry in the journal, never by erasing. */
export type Undoable = { text: string; undo: () => Promise<void> };

const limit = 20;
const done = createStore<Undoable[]>([]);
/** What the bar shows: the last deed, until the next one or the next page. */
const bar = createStore<Undoable | null>(null);

/** Shows what was done with the offer to take it back. */
export function offerUndo(undoable: Undoable): void {
  done.set([...done.get(), undoable].slice(-limit));
  bar.set(undoable);
}

/** Takes the last deed of this page back; false when there is none. */
export async function undoLast(): Promise<boolean> {
  const last = done.get().at(-1);
  if (last === undefined) return false;
  done.set(done.get().slice(0, -1));
  if (bar.get() === last) bar.set(null);
  await last.undo();
  return true;
}

/** Each page starts without a past. */
export function forgetUndo(): void {
  done.set([]);
  bar.set(null);
}

export function useUndoBar(): Undoable | null {
  return useStore(bar);
}
