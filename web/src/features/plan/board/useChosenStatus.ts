import { useState } from "react";
import type { PlanActionStatus } from "../../../gql/graphql";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { useIsNarrow } from "../../../lib/useMedia";
import { boardStatuses, type Columns, chosenStatus } from "./moves";

/** The one status that is shown where columns have no room beside each other; the address keeps it. */
export function useChosenStatus(columns: Columns, order: PlanActionStatus[]) {
  const isNarrow = useIsNarrow();
  const [search, setSearch] = useSearchState();
  const [wanted, setWanted] = useState(boardStatuses.find((one) => one === textOf(search.column)) ?? null);
  const chosen = chosenStatus(columns, order, wanted);
  return {
    chosen,
    /** The statuses whose cards can be seen. */
    seen: isNarrow ? order.filter((status) => status === chosen) : order,
    /** Follows a card into its column. */
    follow: (status: PlanActionStatus) => setWanted(status),
    choose(status: PlanActionStatus) {
      setWanted(status);
      setSearch({ column: status });
    },
  };
}
