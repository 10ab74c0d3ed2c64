import { useSyncExternalStore } from "react";

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia?.(query);
      list?.addEventListener("change", listener);
      return () => list?.removeEventListener("change", listener);
    },
    () => window.matchMedia?.(query).matches ?? false,
  );
}

/** A phone, or a page at 400 % zoom; never paper, which takes tables. */
export const useIsNarrow = () => useMedia("screen and (max-width: 47.99rem)");
