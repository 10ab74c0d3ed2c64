import { useCallback, useEffect, useState } from "react";
import { graphql } from "../../../gql";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { isRecorded, type Purpose, setRecorded } from "../../../lib/purpose";

const ConsultPlan = graphql(`
  mutation ConsultPlan($input: ConsultPlanInput!) {
    consultPlan(input: $input) { plan { id } }
  }
`);

/** Writes into the institution's journal that one looks at its plan, once a sitting for each plan and purpose. */
export function useConsultation(
  id: string,
  purpose: Purpose,
): { isDone: boolean; error: ApiError | null; retry: () => void } {
  const { run } = useMutation(ConsultPlan);
  const [done, setDone] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const key = `${purpose} ${id}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `run` is new at each rendering and does the same.
  const record = useCallback(async () => {
    setError(null);
    const { error } = await run({ id, purpose });
    setError(error);
    if (error === null) {
      setRecorded(key);
      setDone(key);
    }
  }, [id, purpose, key]);
  const isDone = done === key || isRecorded(key);
  useEffect(() => {
    if (!isDone) void record();
  }, [isDone, record]);
  return { isDone, error, retry: () => void record() };
}
