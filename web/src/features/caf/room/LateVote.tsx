import { useEffect, useEffectEvent } from "react";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { IconAlertTriangle } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";
import type { Consensus } from "./fragments";
import { useVote } from "./useVote";

type Props = { assessmentId: string; consensus: Consensus };

/** A vote that came when its round was over: it is said, and counts nowhere. */
export function LateVote({ assessmentId, consensus }: Props) {
  const { t } = useI18n("caf");
  const vote = useVote(assessmentId, consensus);
  const isRefused = vote.state?.kind === "refused";
  const isThere = isRefused && vote.wasReceived;
  const forget = useEffectEvent(vote.drop);
  useEffect(() => {
    if (isThere) forget();
  }, [isThere]);
  if (vote.state?.kind !== "refused" || isThere) return null;
  return (
    <Banner
      tone="warn"
      icon={IconAlertTriangle}
      action={
        <Button small onClick={vote.drop}>
          {t("room.vote.drop")}
        </Button>
      }
    >
      {t("room.vote.late", { reason: vote.state.message })}
    </Banner>
  );
}
