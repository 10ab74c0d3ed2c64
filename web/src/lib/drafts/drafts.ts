/** The drafts of the signed-in account: what keeps them while one types, and the pages that list what is unsent. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { session } from "../session/session";
import { createStore, useStore } from "../store";
import { type Draft, draftsOf } from "./storage";

const kept = createStore<readonly Draft[]>([]);
let owner: string | null = null;

export const useDrafts = (): readonly Draft[] => useStore(kept);

/** Follows the session: each account has its own drafts. */
export function startDrafts(): void {
  session.subscribe(follow);
  follow();
}

/** Reads again what this device holds: another tab may have written. */
export async function readDrafts(): Promise<void> {
  const account = session.get().account?.id;
  if (account === undefined) return;
  const all = await draftsOf(account)
    .all()
    .catch(() => []);
  if (session.get().account?.id === account) kept.set(all.toSorted(byTime));
}

export async function readDraft(accountId: string, key: string): Promise<unknown> {
  return (await draftsOf(accountId).get(key))?.value;
}

export async function keepDraft(accountId: string, draft: Draft): Promise<void> {
  kept.set([...kept.get().filter(({ key }) => key !== draft.key), draft]);
  await draftsOf(accountId).put(draft);
}

export async function dropDraft(accountId: string, key: string): Promise<void> {
  kept.set(kept.get().filter((draft) => draft.key !== key));
  await draftsOf(accountId).delete(key);
}

function follow(): void {
  const account = session.get().account?.id ?? null;
  if (account === owner) return;
  owner = account;
  kept.set([]);
  void readDrafts();
}

function byTime(one: Draft, other: Draft): number {
  return one.changedAt < other.changedAt ? -1 : one.changedAt > other.changedAt ? 1 : 0;
}

/** Under which name a draft is kept, and what the list of unsent things calls it. */
export type DraftName = { key: string; label: string };

/**
 * A text that is kept on this device from the first key stroke until it is sent or given up, so that a closed tab loses
 * nothing. What is typed before the kept text arrives wins over it.
 */
export function useDraft({ key, label }: DraftName): [string, (text: string) => void] {
  const account = useStore(session).account?.id ?? null;
  const [text, setText] = useState("");
  const isTouched = useRef(false);

  useEffect(() => {
    isTouched.current = false;
    let isOver = false;
    setText("");
    if (account === null) return;
    void readDraft(account, key).then((kept) => {
      if (!isOver && !isTouched.current && typeof kept === "string") setText(kept);
    }, ignore);
    return () => {
      isOver = true;
    };
  }, [account, key]);

  function change(next: string) {
    isTouched.current = true;
    setText(next);
    if (account === null) return;
    void (next === "" ? dropDraft(account, key) : keepDraft(account, draft(key, label, next))).catch(ignore);
  }

  return [text, change];
}

type FormState<Values> = {
  control: { _defaultValues: unknown };
  subscribe: (options: {
    formState: { values: true };
    callback: (state: { values: Values }) => void;
  }) => () => void;
};

/** What a form keeps: its values, and what they were changed from, so that a clash can be told days later. */
export type FormDraft<Values> = { values: Values; base: Base<Values> };
export type Base<Values> = { values: Values; version: number | null };

type FormOptions<Values> = {
  /** Null when nothing is to be kept: a password. */
  name: DraftName | null;
  hook: FormState<Values>;
  base: () => Base<Values>;
  /** Takes up what an earlier visit left. */
  onKept: (draft: FormDraft<Values>) => void;
};

/** The same for all values of a form; returns what forgets them once they were sent. */
export function useFormDraft<Values extends object>(options: FormOptions<Values>): () => void {
  const account = useStore(session).account?.id ?? null;
  const key = options.name?.key ?? null;
  const restore = useEffectEvent((kept: FormDraft<Values>) => options.onKept(kept));
  const keep = useEffectEvent((values: Values) => {
    if (account === null || options.name === null) return;
    const { key, label } = options.name;
    const value: FormDraft<Values> = { values: { ...values }, base: options.base() };
    // Back where it began: nothing is left to send.
    const isSame = JSON.stringify(values) === JSON.stringify(options.hook.control._defaultValues);
    void (isSame ? dropDraft(account, key) : keepDraft(account, draft(key, label, value))).catch(ignore);
  });
  const follow = useEffectEvent(() =>
    options.hook.subscribe({ formState: { values: true }, callback: ({ values }) => keep(values) }),
  );

  useEffect(() => {
    if (account === null || key === null) return;
    let stop = () => {};
    let isOver = false;
    const begin = (kept: unknown) => {
      if (isOver) return;
      if (isFormDraft<Values>(kept)) restore(kept);
      stop = follow();
    };
    void readDraft(account, key).then(begin, () => begin(undefined));
    return () => {
      isOver = true;
      stop();
    };
  }, [account, key]);

  return () => {
    if (account !== null && key !== null) void dropDraft(account, key).catch(ignore);
  };
}

/** What one is typing, with the page one types it on. */
function draft(key: string, label: string, value: unknown) {
  return {
    key,
    label,
    value,
    href: location.pathname + location.search,
    changedAt: new Date().toISOString(),
  };
}

function isFormDraft<Values>(kept: unknown): kept is FormDraft<Values> {
  return typeof kept === "object" && kept !== null && "values" in kept && "base" in kept;
}

/** Storage may be forbidden by the browser; the text then lasts as long as the page. */
function ignore(): void {}
