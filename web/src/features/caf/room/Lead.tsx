import { Link } from "@tanstack/react-router";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button, ButtonLink } from "../../../ui/Button";
import { Banner } from "../../../ui/state/Banner";
import { useHere, useOfflineReason } from "../here";
import { subcriteria } from "../steps";
import { Agreed } from "./Agreed";
import { AgreeForm } from "./AgreeForm";
import { Findings } from "./Findings";
import type { Consensus, RoomAssessment, Row } from "./fragments";
import { Hands } from "./Hands";
import { LeadActs } from "./LeadActs";
import { OwnVote } from "./OwnVote";
import { MoveRoom } from "./operations";
import styles from "./Room.module.css";
import { SpreadView } from "./SpreadView";
import { SubcriterionList } from "./SubcriterionList";
import { Subject } from "./Subject";
import { useAct } from "./useAct";

type Props = { assessment: RoomAssessment; current: Consensus; isFrozen: boolean };

/** The facilitator's screen: where the meeting goes, what it shows, what is agreed. */
export function Lead({ assessment, current, isFrozen }: Props) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const offline = useOfflineReason();
  const move = useMutation(MoveRoom);
  const { failure, act } = useAct();
  const { id, consensus: rows, room, agreedCount } = assessment;
  const { state } = current;
  const next = rows[rows.findIndex((row) => row.id === current.id) + 1];
  const mayAgree = state === "REVEALED" || state === "DISCUSSION";

  function go(row: Row) {
    if (row.id === current.id || move.isBusy) return;
    void act(() => move.run({ assessmentId: id, subcriterion: row.subcriterion.code }));
  }

  return (
    <div className={styles.both}>
      <div className={styles.one}>
        {agreedCount === subcriteria && (
          <Banner
            action={
              <ButtonLink small to={`/i/${slug}/caf/${id}`}>
                {t("toJourney")}
              </ButtonLink>
            }
          >
            {t("room.allAgreed")}
          </Banner>
        )}
        <Subject consensus={current} isFrozen={isFrozen} />
        {failure !== null && <p role="alert">{failure}</p>}
        <LeadActs key={`acts/${current.id}`} consensus={current} />
        {state === "AGREED" && <Agreed consensus={current} isLead />}
        {next !== undefined && state === "AGREED" && (
          <div className={styles.act}>
            <Button kind="filled" isBusy={move.isBusy} disabledReason={offline} onClick={() => go(next)}>
              {t("room.next", { code: next.subcriterion.code })}
            </Button>
            <span className="small muted">{t("room.next.effect")}</span>
          </div>
        )}
        <Hands hands={room?.hands ?? []} />
        <SpreadView consensus={current} isLead />
        {/* Whoever leads the meeting may be of the group as well. */}
        <OwnVote assessment={assessment} consensus={current} />
        {mayAgree && <AgreeForm key={`agree/${current.id}`} consensus={current} />}
        <Findings key={`strength/${current.id}`} consensus={current} kind="STRENGTH" isOpen />
        <Findings key={`area/${current.id}`} consensus={current} kind="AREA" isOpen />
      </div>
      <nav aria-label={t("room.list.title")} className={`${styles.list} no-print`}>
        <p className="small muted">{t("room.list.lead")}</p>
        <p>
          <Link to={`/i/${slug}/caf/${id}/room/projector`} target="_blank">
            {t("room.projector.open")}
          </Link>{" "}
          <span className="small muted">{t("room.projector.note")}</span>
        </p>
        <SubcriterionList rows={rows} current={current.id} open={current.id} onChoose={go} />
      </nav>
    </div>
  );
}
