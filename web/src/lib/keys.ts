import { useEffect } from "react";
import { createStore, useStore } from "./store";

/** A key of the page with what it does, listed under Ctrl /. */
export type Key = { keys: string; does: string };

const shown = createStore<Key[][]>([]);

/** Tells the list of keys what a component answers to while it is on the page. */
export function useKeys(keys: Key[]): void {
  const id = JSON.stringify(keys);
  useEffect(() => {
    const own = JSON.parse(id) as Key[];
    shown.set([...shown.get(), own]);
    return () => shown.set(shown.get().filter((one) => one !== own));
  }, [id]);
}

export function useShownKeys(): Key[] {
  return useStore(shown).flat();
}
