import { useEffect, useEffectEvent, useRef, useState } from "react";
import { session } from "../session/session";
import { useStore } from "../store";
import { dropDraft, keepDraft, readDraft } from "./storage";

/**
 * A text that is kept on this device from the first key stroke until it is sent or given up, so that a closed tab loses
 * nothing. What is typed before the kept text arrives wins over it.
 */
export function useDraft(key: string): [string, (text: string) => void] {
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
    void (next === "" ? dropDraft(account, key) : keepDraft(account, key, next)).catch(ignore);
  }

  return [text, change];
}

type FormState<Values> = {
  getValues: () => Values;
  reset: (values: Values, options: { keepDefaultValues: boolean }) => void;
  subscribe: (options: {
    formState: { values: true };
    callback: (state: { values: Values }) => void;
  }) => () => void;
};

/** The same for all values of a form; returns what forgets them once they were sent. */
export function useFormDraft<Values extends object>(hook: FormState<Values>, key: string): () => void {
  const account = useStore(session).account?.id ?? null;
  const isSent = useRef(false);
  const restore = useEffectEvent((kept: object) =>
    hook.reset({ ...hook.getValues(), ...kept }, { keepDefaultValues: true }),
  );
  const follow = useEffectEvent((keep: (values: Values) => void) =>
    hook.subscribe({ formState: { values: true }, callback: ({ values }) => keep(values) }),
  );

  useEffect(() => {
    if (account === null) return;
    let stop = () => {};
    let isOver = false;
    isSent.current = false;
    const begin = (kept: unknown) => {
      if (isOver) return;
      if (typeof kept === "object" && kept !== null) restore(kept);
      stop = follow((values) => {
        if (!isSent.current) void keepDraft(account, key, { ...values }).catch(ignore);
      });
    };
    void readDraft(account, key).then(begin, () => begin(undefined));
    return () => {
      isOver = true;
      stop();
    };
  }, [account, key]);

  return () => {
    isSent.current = true;
    if (account !== null) void dropDraft(account, key).catch(ignore);
  };
}

/** Storage may be forbidden by the browser; the text then lasts as long as the page. */
function ignore(): void {}
