import { useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useForm as useHookForm,
} from "react-hook-form";
import type { ApiError } from "../../lib/api/error";

/** Checks values before they are sent; each message tells what to do. Made with zod/mini, see `checkedBy`. */
export type Check<Values> = (values: Values) => { path: string; message: string }[];

export type Form<Values extends FieldValues> = {
  hook: UseFormReturn<Values>;
  /** A refusal that belongs to no field. */
  failure: ApiError | null;
  submit: () => Promise<void>;
  /** Shows a refusal of another act of the same form (a second button). */
  fail: (error: ApiError) => void;
};

type Options<Values> = {
  initial: Values;
  check?: Check<Values>;
  /** Sends the values; the refusal comes back and is shown at its fields. What was typed stays. */
  send: (values: Values) => Promise<ApiError | null>;
};

/** The one form pattern: check here, send, show what the server refuses beside the inputs. */
export function useForm<Values extends FieldValues>({ initial, check, send }: Options<Values>): Form<Values> {
  const hook = useHookForm<Values>({
    defaultValues: initial as DefaultValues<Values>,
    mode: "onSubmit",
    shouldFocusError: false,
  });
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function submit() {
    setFailure(null);
    hook.clearErrors();
    await hook.handleSubmit(async (values) => {
      const refusals = check?.(values) ?? [];
      for (const { path, message } of refusals)
        hook.setError(path as Path<Values>, { type: "check", message });
      if (refusals.length > 0) return;
      const error = await send(values);
      if (error === null) return;
      const known = error.fields.filter(({ path }) => knows(hook, path));
      for (const { path, message } of known) hook.setError(path as Path<Values>, { type: "server", message });
      if (known.length === 0) setFailure(error);
    })();
  }

  return { hook, failure, submit, fail: setFailure };
}

/** Whether the form shows an input for this path or for what holds it (`roles.0.unitId` belongs to `roles`). */
function knows<Values extends FieldValues>(hook: UseFormReturn<Values>, path: string): boolean {
  const names = hook.control._names.mount;
  return names.has(path as Path<Values>);
}
