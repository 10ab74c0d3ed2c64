import { useSyncExternalStore } from "react";
import { useStore } from "../store";
import { autosave } from "./autosave";

/** How many fields of these objects the server does not have yet. */
export function useUnsentCount(objectIds: string[]): number {
  const queue = useStore(autosave);
  const entries = useSyncExternalStore(queue?.subscribe ?? never, () => queue?.entries() ?? none);
  return entries.filter(({ objectId }) => objectIds.includes(objectId)).length;
}

const never = () => () => {};
const none: never[] = [];
