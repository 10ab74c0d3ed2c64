import type { OperationResult } from "@urql/core";
import { useState } from "react";
import { graphql } from "../../../gql";
import type { PlanActionsToChooseQuery } from "../../../gql/graphql";
import { client } from "../../../lib/api/client";
import { type ApiError, toApiError } from "../../../lib/api/error";
import type { ActionCore } from "../fragments";
import { useHere } from "../here";
import { type ActionFilters, toApiFilter } from "./filters";
import type { Known } from "./useBulk";

const AllActions = graphql(`
  query PlanActionsToChoose($tenantId: ID!, $filter: PlanActionFilter, $after: String) {
    planActions(tenantId: $tenantId, filter: $filter, first: 100, after: $after) {
      nodes { id code version status dueOn responsible { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export type Selection = {
  ids: string[];
  known: Known[];
  select: (ids: string[]) => void;
  clear: () => void;
  /** Chooses everything the filters find, also what is not loaded. */
  takeAll: () => Promise<void>;
  error: ApiError | null;
};

/** The chosen rows. What is chosen beyond the loaded rows is known well enough to be changed. */
export function useSelection(
  rows: ActionCore[],
  planId: string | undefined,
  filters: ActionFilters,
): Selection {
  const { id: tenantId } = useHere();
  const [ids, setIds] = useState<string[]>([]);
  const [beyond, setBeyond] = useState<Known[]>([]);
  const [error, setError] = useState<ApiError | null>(null);
  const known = new Map<string, Known>([...beyond, ...rows].map((one) => [one.id, one]));

  async function takeAll() {
    const found: Known[] = [];
    const filter = { ...toApiFilter(filters), planId };
    for (let after: string | null = null; ; ) {
      const result: OperationResult<PlanActionsToChooseQuery> = await client
        .get()
        .query(AllActions, { tenantId, filter, after } as never, { requestPolicy: "network-only" })
        .toPromise();
      if (result.data === undefined) {
        setError(result.error ? toApiError(result.error) : null);
        return;
      }
      const { nodes, pageInfo } = result.data.planActions;
      found.push(...nodes);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    setError(null);
    setBeyond(found);
    setIds(found.map(({ id }) => id));
  }

  return {
    ids: ids.filter((id) => known.has(id)),
    known: ids.flatMap((id) => known.get(id) ?? []),
    select: setIds,
    clear: () => setIds([]),
    takeAll,
    error,
  };
}
