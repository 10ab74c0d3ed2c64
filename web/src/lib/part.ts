import type { ComponentType } from "react";
import { liveState } from "./api/socket";
import { loadNewVersion } from "./newVersion";
import { isOnline, onOnlineChange } from "./online";
import { createStore, type Store } from "./store";

/** Where the code of a part is. `absent`: it could not be fetched, and may come yet; `broken`: it came and failed. */
export type PartState<Props> =
  | { kind: "coming" }
  | { kind: "here"; component: ComponentType<Props> }
  | { kind: "absent" }
  | { kind: "broken"; error: unknown };

/** A part of a page that comes with code of its own when it is first shown. */
export type Part<Props> = {
  /** Null until somebody asks for it. */
  state: Store<PartState<Props> | null>;
  /** The end of the first fetching, which this begins; always the same. */
  first: () => Promise<unknown>;
  /** Fetches it, and again once it is absent: what is shown then stays until the answer. True when it is here. */
  fetch: () => Promise<boolean>;
};

/** How browsers, and what fetches the style sheets, say that a file did not come. */
const absence =
  /dynamically imported module|Importing a module script failed|valid JavaScript MIME type|Unable to preload CSS/i;

export function createPart<Props>(load: () => Promise<ComponentType<Props>>): Part<Props> {
  const state = createStore<PartState<Props> | null>(null);
  let underWay: Promise<boolean> | null = null;

  async function bring(): Promise<boolean> {
    try {
      state.set({ kind: "here", component: await load() });
      return true;
    } catch (error) {
      const isAbsent = error instanceof Error && absence.test(error.message);
      state.set(isAbsent ? { kind: "absent" } : { kind: "broken", error });
      if (isAbsent) void askForNewVersion();
      return false;
    } finally {
      underWay = null;
    }
  }

  function fetch(): Promise<boolean> {
    underWay ??= bring();
    if (state.get() === null) state.set({ kind: "coming" });
    return underWay;
  }

  let begun: Promise<unknown> | null = null;
  const first = () => {
    begun ??= fetch();
    return begun;
  };
  return { state, first, fetch };
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Fetches an absent part again, ever less often, and at once when the server is back. Returns the end of it. */
export function keepFetching<Props>(part: Part<Props>): () => void {
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    clearTimeout(timer);
    // Chance keeps a thousand pages from knocking at once.
    timer = setTimeout(again, pauseMs / 2 + (Math.random() * pauseMs) / 2);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    if (part.state.get()?.kind === "absent") void part.fetch();
  };
  const soon = () => {
    pauseMs = firstPauseMs;
    again();
  };
  const forgetOnline = onOnlineChange(() => isOnline() && soon());
  const forgetLive = liveState.subscribe(() => liveState.get() === "live" && soon());
  addEventListener("online", soon);
  again();
  return () => {
    clearTimeout(timer);
    forgetOnline();
    forgetLive();
    removeEventListener("online", soon);
  };
}

let asking: Promise<void> | null = null;

/** The file of the page itself is gone as well: the server has a newer version, and no patience brings this one back. */
function askForNewVersion(): Promise<void> {
  asking ??= isReplaced()
    .then((replaced) => (replaced ? loadNewVersion("itself") : undefined))
    .finally(() => {
      asking = null;
    });
  return asking;
}

async function isReplaced(): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (entry === null) return false;
  try {
    return (await fetch(entry.src, { method: "HEAD", cache: "no-store" })).status === 404;
  } catch {
    return false;
  }
}

// A style sheet that did not come keeps its element, and what fetches it would take it for loaded the next time.
globalThis.document?.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") target.remove();
  },
  true,
);
