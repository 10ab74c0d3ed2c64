import { useEffect, useState } from "react";
import { liveState } from "../../../lib/api/socket";
import { useOnline } from "../../../lib/online";
import { useStore } from "../../../lib/store";

/** A line that is back within this time is not spoken of. */
const patienceMs = 1_500;

export type Connection = "live" | "offline" | "reconnecting";

/** Whether the screen shows the meeting as it is now. */
export function useConnection(): Connection {
  const { isOnline } = useOnline();
  const isBroken = useStore(liveState) === "broken";
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isBroken) return setLasts(false);
    const timer = setTimeout(() => setLasts(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isBroken]);
  if (!isOnline) return "offline";
  return isBroken && lasts ? "reconnecting" : "live";
}
