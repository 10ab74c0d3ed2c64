import { useEffect, useState } from "react";
import { graphql } from "../../../gql";
import { useLive } from "../../../lib/api/useLive";
import { atTime, type Changes, noChanges, withEvent } from "./changes";

const RisksLive = graphql(`
  subscription RisksLive($tenantId: ID!, $after: String) {
    risksChanged(tenantId: $tenantId, after: $after) {
      cursor
      refetch
      entry { kind actor { id isViewer } }
      risk { id ...RiskRow_risk ...RiskCore_risk }
      riskAlert { id ...AlertCore_alert }
    }
  }
`);

type Options = {
  tenantId: string;
  /** What the page lists: changes of the other kind are no news to it. */
  of: "risk" | "riskAlert";
  /** Where the page's data stand in the stream; null while they are not there. */
  cursor: string | null;
  /** Too much was missed: read everything again. */
  onRefetch: () => void;
};

/** Follows the risks and alerts of an institution. What changes shows by itself; what is new is told. */
export function useRisksLive({ tenantId, of, cursor, onRefetch }: Options): {
  changes: Changes;
  settle: () => void;
} {
  const [changes, setChanges] = useState(noChanges);
  const variables = cursor === null ? null : { tenantId, after: cursor };
  useLive(RisksLive, variables, tenantId, ({ risksChanged }) => {
    const { entry, refetch } = risksChanged;
    if (refetch) {
      setChanges(noChanges);
      return onRefetch();
    }
    const id = risksChanged[of]?.id;
    const ids = id === undefined ? [] : [id];
    const isOwn = entry?.actor?.isViewer ?? false;
    setChanges((before) => withEvent(before, { ids, isOwn }, Date.now()));
  });

  useEffect(() => {
    const until = Math.min(...changes.outlined.values());
    if (!Number.isFinite(until)) return;
    const timer = setTimeout(() => setChanges((before) => atTime(before, Date.now())), until - Date.now());
    return () => clearTimeout(timer);
  }, [changes]);

  return { changes, settle: () => setChanges(noChanges) };
}
