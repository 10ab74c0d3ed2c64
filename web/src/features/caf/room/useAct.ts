import { useState } from "react";
import { announce } from "../../../lib/announce";
import { useErrorText } from "../../../lib/api/useErrorText";
import type { Outcome } from "../../../lib/api/useMutation";

/** Runs what a button does: a refusal is kept beside it, a success is said. */
export function useAct(): {
  failure: string | null;
  act: (run: () => Promise<Outcome<unknown>>, said?: string) => Promise<boolean>;
} {
  const errorText = useErrorText();
  const [failure, setFailure] = useState<string | null>(null);
  return {
    failure,
    async act(run, said) {
      const { error } = await run();
      setFailure(error && errorText(error));
      if (error === null && said !== undefined) announce(said);
      return error === null;
    },
  };
}
