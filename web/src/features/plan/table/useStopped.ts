import { useSyncExternalStore } from "react";
import { autosave } from "../../../lib/autosave/autosave";
import { useStore } from "../../../lib/store";

/** Which fields of which objects wait for the person: a conflict, or a value that was refused. */
export function useStopped(): ReadonlyMap<string, string[]> {
  const queue = useStore(autosave);
  const subscribe = queue?.subscribe ?? (() => () => {});
  const key = useSyncExternalStore(subscribe, () =>
    (queue?.entries() ?? [])
      .filter(({ stopped }) => stopped !== null)
      .map(({ objectId, field }) => `${objectId} ${field}`)
      .sort()
      .join("\n"),
  );
  const found = new Map<string, string[]>();
  for (const line of key === "" ? [] : key.split("\n")) {
    const [id, field] = line.split(" ") as [string, string];
    found.set(id, [...(found.get(id) ?? []), field]);
  }
  return found;
}
