import { useEffect, useState } from "react";
import { graphql } from "../../../gql";
import { useLive } from "../../../lib/api/useLive";
import { atTime, type Changes, type Event, noChanges, settled, withEvent } from "./changes";

const PlanLive = graphql(`
  subscription PlanLive($planId: ID!, $after: String) {
    planChanged(planId: $planId, after: $after) {
      cursor
      refetch
      deletedActionId
      entry { kind actor { id isViewer } }
      plan { ...PlanCore_plan }
      action { id ...ActionCore_action }
    }
  }
`);

type Options = {
  planId: string;
  /** Where the page's data stand in the stream; null for those who get no stream. */
  cursor: string | null;
  /** Too much was missed: read everything again. */
  onRefetch: () => void;
  onEvent?: (event: Event) => void;
};

/** Follows a plan and its actions. What changes is shown by itself; what it means for a list stands in `changes`. */
export function usePlanLive({ planId, cursor, onRefetch, onEvent }: Options): {
  changes: Changes;
  settle: () => void;
} {
  const [changes, setChanges] = useState(noChanges);
  const variables = cursor === null ? null : { planId, after: cursor };
  useLive(PlanLive, variables, planId, ({ planChanged }) => {
    const event: Event = {
      kind: planChanged.entry?.kind ?? "",
      actionId: planChanged.action?.id ?? null,
      deletedActionId: planChanged.deletedActionId,
      isOwn: planChanged.entry?.actor?.isViewer ?? false,
      refetch: planChanged.refetch,
    };
    if (event.refetch) {
      setChanges(noChanges);
      onRefetch();
    } else {
      setChanges((before) => withEvent(before, event, Date.now()));
    }
    onEvent?.(event);
  });

  useEffect(() => {
    const until = Math.min(...changes.outlined.values());
    if (!Number.isFinite(until)) return;
    const timer = setTimeout(() => setChanges((before) => atTime(before, Date.now())), until - Date.now());
    return () => clearTimeout(timer);
  }, [changes]);

  return { changes, settle: () => setChanges(settled) };
}
