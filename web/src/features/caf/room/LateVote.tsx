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
  if (vote.state?.kind !== "refused") return null;
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
