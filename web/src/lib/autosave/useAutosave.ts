import type { TypedDocumentNode } from "@urql/core";
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { asTrusted } from "../api/trustedDocument";
import { useStore } from "../store";
import { autosave } from "./autosave";
import type { FieldState, QueueState } from "./queue";

type Options<Value> = {
  object: { id: string; version: number; tenantId: string };
  field: string;
  /** The value as the server last said it. */
  value: Value;
  /** A mutation with the one variable `$input`, taking `id`, `expectedVersion` and the field. */
  document: TypedDocumentNode<unknown, { input: never }>;
  /** Where „De trimis” leads and what it calls the object. */
  place: { label: string; href: string };
  /** A value in words, where it is not its own: a person, a date. */
  show?: ((value: Value) => string) | undefined;
  /** A choice is sent at once, a text after a pause. */
  kind: "text" | "choice";
  /** What is wrong with a value the server could not even read: it stays in the field and is not sent. */
  check?: ((value: Value) => string | undefined) | undefined;
};

export type Autosaved<Value> = {
  value: Value;
  state: FieldState | undefined;
  change: (next: Value) => void;
  leave: () => void;
  /** Settles a conflict: with the person's value (again, or both combined) or with the server's. */
  resolve: (choice: { keep: Value } | "theirs") => void;
};

/**
 * One field that saves itself. While something typed is not confirmed by the server it is shown instead of the
 * server's value, also after a reload; what others change never overwrites it.
 */
export function useAutosave<Value>(options: Options<Value>): Autosaved<Value> {
  const { object, field, document } = options;
  const queue = useStore(autosave);
  const key = `${object.id}/${field}`;
  const base = useRef<number | null>(null);
  const subscribe = queue?.subscribe ?? (() => () => {});
  const state = useSyncExternalStore(subscribe, () => queue?.state(key));
  const entry = useSyncExternalStore(subscribe, () => queue?.entry(key));
  const [focused, setFocused] = useState<Value | undefined>(undefined);
  const value = entry !== undefined ? (entry.value as Value) : (focused ?? options.value);

  const put = (next: Value, expectedVersion: number, when: "afterTyping" | "now") => {
    const { documentId, text } = asTrusted(document);
    const message = options.check?.(next);
    queue?.put(
      {
        key,
        tenantId: object.tenantId,
        place: options.place,
        shown: options.show?.(next) ?? (next === null ? "" : String(next)),
        document: { id: documentId, text },
        objectId: object.id,
        field,
        value: next,
        expectedVersion,
        changedAt: new Date().toISOString(),
        stopped: message === undefined ? null : { kind: "refused", message },
      },
      when,
    );
  };

  // Kept by an older version of the page: the server may no longer know its document, so this page's own is sent.
  const isOlder = entry?.stopped === null && entry.document.id !== asTrusted(document).documentId;
  const sendAsNow = useEffectEvent(() => {
    if (entry !== undefined) put(entry.value as Value, entry.expectedVersion, "now");
  });
  useEffect(() => {
    if (isOlder) sendAsNow();
  }, [isOlder]);

  return {
    value,
    state,
    change(next) {
      // What the person sees when starting to type is what a conflict is measured against.
      if (entry === undefined) {
        const own = focused !== undefined && state?.kind === "saved" ? state.version : null;
        base.current = own ?? object.version;
      }
      if (options.kind === "text") setFocused(next);
      put(
        next,
        entry?.expectedVersion ?? base.current ?? object.version,
        options.kind === "choice" ? "now" : "afterTyping",
      );
    },
    leave() {
      setFocused(undefined);
      queue?.flush(key);
    },
    resolve(choice) {
      if (choice === "theirs") {
        setFocused(undefined);
        void queue?.drop(key);
      } else if (state?.kind === "conflict") {
        put(choice.keep, state.currentVersion, "now");
      }
    },
  };
}

const idle: QueueState = {
  sending: false,
  waitingCount: 0,
  failed: false,
  conflictCount: 0,
  refusedCount: 0,
  savedAt: null,
};

/** What the page indicator says about all fields of the account. */
export function useAutosaveSummary(): QueueState {
  const queue = useStore(autosave);
  return useSyncExternalStore(queue?.subscribe ?? (() => () => {}), () => queue?.summary() ?? idle);
}
