import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useAct } from "../room/useAct";
import type { Area } from "./fragments";
import { RankArea } from "./operations";
import type { Weights } from "./weights";

/** Weighs an area; the answer brings it as it is then, and what changed is said. */
export function useRank(): {
  failure: string | null;
  isBusy: boolean;
  rank: (area: Area, wish: Partial<Weights>) => void;
} {
  const { t } = useI18n("caf");
  const mutation = useMutation(RankArea);
  const { failure, act } = useAct();
  return {
    failure,
    isBusy: mutation.isBusy,
    rank(area, wish) {
      const next = { impact: area.impact, effort: area.effort, ...wish };
      if (next.impact === area.impact && next.effort === area.effort) return;
      void act(async () => {
        const outcome = await mutation.run({ id: area.id, expectedVersion: area.version, ...wish });
        if (outcome.error === null) {
          announce(
            t("areas.ranked", {
              code: area.subcriterion.code,
              impact: next.impact ?? "–",
              effort: next.effort ?? "–",
            }),
          );
        }
        return outcome;
      });
    },
  };
}
