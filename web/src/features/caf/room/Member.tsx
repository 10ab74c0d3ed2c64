import { useFragment as readFragment } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { Agreed } from "./Agreed";
import { Check } from "./Check";
import { Findings } from "./Findings";
import { type Consensus, OneConsensus, type RoomAssessment, roomConsensus } from "./fragments";
import { OwnHand } from "./Hands";
import { OwnVote } from "./OwnVote";
import styles from "./Room.module.css";
import { SpreadView } from "./SpreadView";
import { SubcriterionList } from "./SubcriterionList";
import { Subject } from "./Subject";

type Props = { assessment: RoomAssessment; current: Consensus; isFrozen: boolean };

/** The screen of a member, or of whoever watches: it goes where the facilitator goes, unless one looks elsewhere. */
export function Member({ assessment, current, isFrozen }: Props) {
  const { t } = useI18n("caf");
  const [search, setSearch] = useSearchState();
  const asked = textOf(search.sub);
  const rows = assessment.consensus;
  const open = rows.find(({ subcriterion }) => subcriterion.code === asked);
  const isFollowing = open === undefined;
  return (
    <div className={styles.both}>
      <div className={styles.one}>
        <Check
          isChecked={isFollowing}
          help={t("room.follow.help")}
          onChange={(isChecked) => setSearch({ sub: isChecked ? undefined : current.subcriterion.code })}
        >
          {t("room.follow")}
        </Check>
        {!isFollowing && open.id !== current.id && (
          <p role="status">{t("room.elsewhere", { code: current.subcriterion.code })}</p>
        )}
        {isFollowing || open.id === current.id ? (
          <Shown assessment={assessment} consensus={current} isFrozen={isFrozen} />
        ) : (
          <Elsewhere key={open.id} id={open.id} assessment={assessment} isFrozen={isFrozen} />
        )}
      </div>
      <nav aria-label={t("room.list.title")} className={`${styles.list} no-print`}>
        <details>
          <summary>{t("room.list.title")}</summary>
          <p className="small muted">{t("room.list.member")}</p>
          <SubcriterionList
            rows={rows}
            current={current.id}
            open={open?.id ?? current.id}
            onChoose={(row) => setSearch({ sub: row.subcriterion.code })}
          />
        </details>
      </nav>
    </div>
  );
}

type ElsewhereProps = { id: string; assessment: RoomAssessment; isFrozen: boolean };

/** A subcriterion the group is not at: read for this screen alone. */
function Elsewhere({ id, assessment, isFrozen }: ElsewhereProps) {
  const result = useResult(OneConsensus, { id });
  return (
    <Loaded result={result}>
      {({ node }) =>
        node?.__typename === "CafConsensus" ? (
          <Shown assessment={assessment} consensus={readFragment(roomConsensus, node)} isFrozen={isFrozen} />
        ) : (
          <NoAccess />
        )
      }
    </Loaded>
  );
}

type ShownProps = { assessment: RoomAssessment; consensus: Consensus; isFrozen: boolean };

function Shown({ assessment, consensus, isFrozen }: ShownProps) {
  const { state } = consensus;
  return (
    <>
      <Subject consensus={consensus} isFrozen={isFrozen} />
      {state === "AGREED" && <Agreed consensus={consensus} isLead={false} />}
      <OwnVote assessment={assessment} consensus={consensus} />
      {assessment.mine !== null && consensus.viewerCan.vote.allowed && <OwnHand mine={assessment.mine} />}
      <SpreadView consensus={consensus} isLead={false} />
      <Findings key={`strength/${consensus.id}`} consensus={consensus} kind="STRENGTH" isOpen={false} />
      <Findings key={`area/${consensus.id}`} consensus={consensus} kind="AREA" isOpen={false} />
    </>
  );
}
