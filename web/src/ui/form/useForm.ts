import { useEffect, useEffectEvent, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  type UseFormReturn,
  useForm as useHookForm,
} from "react-hook-form";
import type { ApiError } from "../../lib/api/error";
import { type Base, type DraftName, useFormDraft } from "../../lib/drafts/drafts";
import type { Clashes } from "./clash";

/** Checks values before they are sent; each message tells what to do. Made with zod/mini, see `checkedBy`. */
export type Check<Values> = (values: Values) => { path: string; message: string }[];

export type Form<Values extends FieldValues> = {
  hook: UseFormReturn<Values>;
  /** A refusal that belongs to no field. */
  failure: ApiError | null;
  /** What somebody else changed meanwhile, as long as the person has not chosen. */
  clashes: Clashes;
  settle: (name: string, choice: "yours" | "theirs" | { keep: unknown }) => void;
  submit: () => Promise<void>;
  /** Shows a refusal of another act of the same form (a second button). */
  fail: (error: ApiError) => void;
};

type Options<Values> = {
  initial: Values;
  /** The version `initial` was read at, of a thing that others may change too, and what reads it again. */
  thing?: { version: number; again: () => Promise<ApiError | null> } | null;
  /** Keeps what is typed on this device until it is sent. */
  draft?: DraftName | null;
  check?: Check<Values>;
  /** Sends the values; the refusal comes back and is shown at its fields. What was typed stays. */
  send: (values: Values, expectedVersion: number) => Promise<ApiError | null>;
};

/** The one form pattern: check here, send, show what the server refuses beside the inputs. */
export function useForm<Values extends FieldValues>(options: Options<Values>): Form<Values> {
  const { initial, check, send } = options;
  const version = options.thing?.version ?? null;
  const hook = useHookForm<Values>({
    defaultValues: initial as DefaultValues<Values>,
    mode: "onSubmit",
    shouldFocusError: false,
  });
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [clashes, setClashes] = useState<Clashes>({});
  /** The refusal that waits for what the others wrote. */
  const [stale, setStale] = useState<ApiError | null>(null);
  // What the person saw when starting, whatever arrives while they type: a clash is measured against it.
  const base = useRef<Base<Values>>({ values: initial, version });
  const forget = useFormDraft<Values>({
    name: options.draft ?? null,
    hook: hook as never,
    base: () => base.current,
    onKept: (draft) => {
      base.current = draft.base;
      hook.reset({ ...hook.getValues(), ...draft.values }, { keepDefaultValues: true });
    },
  });

  // What was kept on the device is shown first, what the server says comes after it.
  const follow = useEffectEvent(() => {
    if (stale !== null || JSON.stringify(hook.getValues()) !== JSON.stringify(base.current.values)) return;
    base.current = { values: initial, version };
    hook.reset(initial);
  });
  const current = JSON.stringify([initial, version]);
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    follow();
  }, [current]);

  const meet = useEffectEvent(async (refusal: ApiError) => {
    // Rare, so it comes with its own code.
    const { merged } = await import("./merge");
    const found = merged(base.current.values, hook.getValues(), initial, refusal);
    for (const [path, value] of found.taken) set(path, value);
    base.current = { values: initial, version };
    setClashes(found.clashes);
    setStale(null);
    // Nobody wrote over anybody: it goes out by itself.
    if (Object.keys(found.clashes).length === 0) void submit();
  });
  useEffect(() => {
    if (stale !== null && version !== null && version >= (stale.currentVersion ?? 0)) void meet(stale);
  }, [stale, version]);

  function set(path: string, value: unknown) {
    hook.setValue(path as Path<Values>, value as PathValue<Values, Path<Values>>, { shouldDirty: true });
  }

  function settle(name: string, choice: "yours" | "theirs" | { keep: unknown }) {
    if (choice === "theirs") set(name, clashes[name]?.theirs);
    else if (choice !== "yours") set(name, choice.keep);
    setClashes(Object.fromEntries(Object.entries(clashes).filter(([other]) => other !== name)));
  }

  async function submit() {
    setFailure(null);
    hook.clearErrors();
    await hook.handleSubmit(async (values) => {
      const refusals = check?.(values) ?? [];
      for (const { path, message } of refusals)
        hook.setError(path as Path<Values>, { type: "check", message });
      if (refusals.length > 0) return;
      const error = await send(values, base.current.version ?? version ?? 0);
      if (error === null) {
        // A form that stays open goes on from what it has saved, whatever version that became.
        base.current = { values, version: null };
        return forget();
      }
      if (error.code === "CONFLICT" && error.currentVersion !== null && options.thing) {
        setStale(error);
        const unread = await options.thing.again();
        if (unread === null) return;
        setStale(null);
        return setFailure(unread);
      }
      const known = error.fields.filter(({ path }) => knows(hook, path));
      for (const { path, message } of known) hook.setError(path as Path<Values>, { type: "server", message });
      if (known.length === 0) setFailure(error);
    })();
  }

  return { hook, failure, clashes, settle, submit, fail: setFailure };
}

/** Whether the form shows an input for this path or for what holds it (`roles.0.unitId` belongs to `roles`). */
function knows<Values extends FieldValues>(hook: UseFormReturn<Values>, path: string): boolean {
  const names = hook.control._names.mount;
  return names.has(path as Path<Values>);
}
