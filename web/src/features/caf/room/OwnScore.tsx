import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import type { Consensus } from "./fragments";

/** What the reader gave alone; it is not written over by what comes later. */
export function OwnScore({ consensus }: { consensus: Consensus }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const { myScore, myVote } = consensus;
  return (
    <p>
      {myScore === null ? t("room.own.none") : t("room.own", { value: number(myScore.display) })}
      {myVote?.value &&
        ` ${t("room.own.vote", { value: number(myVote.value.display), round: myVote.round })}`}
    </p>
  );
}
