import type { ApiError } from "../api/error";
import { isPassing } from "../api/error";
import type { Pending, PendingStorage } from "./storage";

/** What became of one sending. `version` is the object's version afterwards. */
export type SendResult = { version: number | null; error: null } | { version: null; error: ApiError };
export type Send = (pending: Pending) => Promise<SendResult>;

export type FieldState =
  | { kind: "saved"; version: number | null }
  | { kind: "typing" | "sending" | "waiting" }
  | { kind: "failed"; error: ApiError }
  | NonNullable<Pending["stopped"]>;

/** What the page indicator says. */
export type QueueState = {
  sending: boolean;
  waitingCount: number;
  failed: boolean;
  conflictCount: number;
  refusedCount: number;
  savedAt: Date | null;
};

type Dependencies = {
  storage: PendingStorage;
  send: Send;
  isOnline: () => boolean;
  /** Lets one tab of the browser send at a time. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  now: () => Date;
  delayMs: { typing: number; retry: number };
};

/**
 * Saves what people type, field by field. A value is on this device before anything is sent; it leaves the device only
 * by the server's answer. Values the server refuses stay for the person to correct and are not sent again.
 */
export class AutosaveQueue {
  readonly #deps: Dependencies;
  readonly #entries = new Map<string, Pending>();
  readonly #states = new Map<string, FieldState>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();
  #summary: QueueState = emptySummary;
  #entriesNow: readonly Pending[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;
  #chain: Promise<unknown> = Promise.resolve();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Takes up what an earlier visit left. */
  async resume(): Promise<void> {
    for (const entry of await this.#deps.storage.all()) {
      if (this.#entries.has(entry.key)) continue;
      this.#entries.set(entry.key, entry);
      this.#states.set(entry.key, entry.stopped ?? { kind: "waiting" });
    }
    this.#changed();
    await this.sendAll();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  summary = (): QueueState => this.#summary;
  state = (key: string): FieldState | undefined => this.#states.get(key);
  entry = (key: string): Pending | undefined => this.#entries.get(key);
  /** All that waits, in the order in which it was typed; the same list until something changes. */
  entries = (): readonly Pending[] => this.#entriesNow;

  /** Keeps a value on the device at once and sends it after a pause in typing, or now; never one that is stopped. */
  put(entry: Pending, when: "afterTyping" | "now"): void {
    this.#entries.set(entry.key, entry);
    this.#set(entry.key, entry.stopped ?? { kind: "typing" });
    const kept = this.#deps.storage.put(entry);
    clearTimeout(this.#timers.get(entry.key));
    this.#timers.delete(entry.key);
    if (entry.stopped !== null) return;
    if (when === "now") void kept.then(() => this.#enqueue(entry.key));
    else
      this.#timers.set(
        entry.key,
        setTimeout(() => this.#enqueue(entry.key), this.#deps.delayMs.typing),
      );
  }

  /** Sends what is typed in a field without waiting for a pause: on leaving it. */
  flush(key: string): void {
    if (!this.#timers.has(key)) return;
    clearTimeout(this.#timers.get(key));
    void this.#enqueue(key);
  }

  /** Gives up what waits for a field: the person chose the server's value. */
  async drop(key: string): Promise<void> {
    clearTimeout(this.#timers.get(key));
    this.#entries.delete(key);
    this.#states.delete(key);
    await this.#deps.storage.delete(key);
    this.#changed();
  }

  /** Sends a refused value once more: what forbade it may be gone. A conflict waits for the person's choice. */
  async retry(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry?.stopped?.kind === "refused") this.put({ ...entry, stopped: null }, "now");
    else await this.sendAll();
  }

  /** Gives up everything: the person leaves the device and wants nothing to stay on it. */
  async clear(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    clearTimeout(this.#rest);
    this.#timers.clear();
    this.#entries.clear();
    this.#states.clear();
    await this.#deps.storage.clear();
    this.#changed();
  }

  /** Sends all that waits, in the order in which it was typed. */
  async sendAll(): Promise<void> {
    this.#endRest();
    const ready = this.entries().filter((entry) => entry.stopped === null);
    await Promise.all(ready.map((entry) => this.#enqueue(entry.key)));
  }

  #enqueue(key: string): Promise<void> {
    this.#timers.delete(key);
    const run = this.#chain.then(() => this.#deps.exclusively(() => this.#sendOne(key)));
    this.#chain = run.catch(() => undefined);
    return run;
  }

  async #sendOne(key: string): Promise<void> {
    let entry = this.#entries.get(key);
    if (entry === undefined || entry.stopped !== null || this.#timers.has(key)) return;
    if (!this.#deps.isOnline() || this.#rest !== undefined) return this.#set(key, { kind: "waiting" });
    const kept = await this.#deps.storage.get(key);
    if (kept === undefined) {
      // Another tab has sent it meanwhile.
      this.#entries.delete(key);
      return this.#set(key, { kind: "saved", version: null });
    }
    if (kept.changedAt > entry.changedAt) {
      // Typed on in another tab.
      entry = kept;
      this.#entries.set(key, kept);
      if (kept.stopped !== null) return this.#set(key, kept.stopped);
    }
    this.#set(key, { kind: "sending" });
    const result = await this.#deps.send(entry);
    if (result.error === null) await this.#confirmed(entry, result.version);
    else await this.#refused(entry, result.error);
  }

  async #confirmed(sent: Pending, version: number | null): Promise<void> {
    this.#summary = { ...this.#summary, savedAt: this.#deps.now() };
    const latest = this.#entries.get(sent.key);
    if (latest === sent) {
      this.#entries.delete(sent.key);
      const kept = await this.#deps.storage.get(sent.key);
      // What another tab typed meanwhile stays for it to send.
      if (kept?.changedAt === sent.changedAt) await this.#deps.storage.delete(sent.key);
      return this.#set(sent.key, { kind: "saved", version });
    }
    // Typed on while this was under way: the next value starts from what was just saved.
    if (latest !== undefined && version !== null) {
      const rebased = { ...latest, expectedVersion: version };
      this.#entries.set(sent.key, rebased);
      await this.#deps.storage.put(rebased);
    }
    this.#changed();
  }

  async #refused(sent: Pending, error: ApiError): Promise<void> {
    if (this.#entries.get(sent.key) !== sent) return;
    if (isPassing(error)) {
      this.#set(sent.key, this.#deps.isOnline() ? { kind: "failed", error } : { kind: "waiting" });
      this.#takeRest(error.retryAfterSecs === null ? this.#deps.delayMs.retry : error.retryAfterSecs * 1000);
      return;
    }
    const stopped = stopOf(sent, error);
    if (stopped === null) return this.#set(sent.key, { kind: "failed", error });
    const marked = { ...sent, stopped };
    this.#entries.set(sent.key, marked);
    await this.#deps.storage.put(marked);
    this.#set(sent.key, stopped);
  }

  /** While the server cannot answer nothing else goes out: what was typed later must not arrive earlier. */
  #takeRest(ms: number): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.sendAll(), ms);
  }

  #endRest(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
  }

  #set(key: string, state: FieldState): void {
    this.#states.set(key, state);
    this.#changed();
  }

  #changed(): void {
    this.#entriesNow = [...this.#entries.values()].toSorted(byTime);
    const states = [...this.#states.values()];
    const count = (kind: FieldState["kind"]) => states.filter((state) => state.kind === kind).length;
    this.#summary = {
      sending: count("sending") > 0,
      waitingCount: count("waiting") + count("failed"),
      failed: count("failed") > 0,
      conflictCount: count("conflict"),
      refusedCount: count("refused"),
      savedAt: this.#summary.savedAt,
    };
    for (const listener of this.#listeners) listener();
  }
}

function byTime(one: Pending, other: Pending): number {
  return one.changedAt < other.changedAt ? -1 : one.changedAt > other.changedAt ? 1 : 0;
}

const emptySummary: QueueState = {
  sending: false,
  waitingCount: 0,
  failed: false,
  conflictCount: 0,
  refusedCount: 0,
  savedAt: null,
};

function stopOf(sent: Pending, error: ApiError): Pending["stopped"] {
  if (error.code === "CONFLICT" && error.currentVersion !== null) {
    const conflict = error.conflicts.find(({ path }) => path === sent.field) ?? error.conflicts[0];
    if (conflict !== undefined) return { kind: "conflict", conflict, currentVersion: error.currentVersion };
  }
  if (error.code === "INVALID" || error.code === "CONFLICT" || error.code === "FORBIDDEN") {
    const field = error.fields.find(({ path }) => path === sent.field) ?? error.fields[0];
    return { kind: "refused", message: field?.message || error.message };
  }
  return null;
}
