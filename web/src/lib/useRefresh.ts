import { useEffect, useEffectEvent } from "react";
import { isOnline } from "./online";

const everyMs = 60_000;

/** Repeats a question each minute while the page is looked at, and on coming back to it. */
export function useRefresh(ask: () => void, isWanted = true): void {
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    if (!isWanted) return;
    let askedAt = Date.now();
    const look = () => {
      if (document.visibilityState !== "visible" || !isOnline() || Date.now() - askedAt < everyMs / 2) return;
      askedAt = Date.now();
      askNow();
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isWanted]);
}
