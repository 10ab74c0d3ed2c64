import { Suspense } from "react";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import type { Consensus, RoomAssessment } from "./fragments";
import { LateVote } from "./LateVote";
import { OwnScore } from "./OwnScore";

// Most of the time nobody votes.
const VoteForm = lazily(() => import("./VoteForm"), "VoteForm");

type Props = { assessment: RoomAssessment; consensus: Consensus };

/** What the reader gives to the subcriterion: the score given alone, and one more vote when it is asked for. */
export function OwnVote({ assessment, consensus }: Props) {
  if (assessment.mine === null) return null;
  const isAsked = consensus.state === "REVOTE" && consensus.viewerCan.vote.allowed;
  return (
    <>
      <OwnScore consensus={consensus} />
      {isAsked && (
        <Suspense fallback={<SkeletonLines count={3} />}>
          <VoteForm
            key={`${consensus.id}/${consensus.round}`}
            assessmentId={assessment.id}
            consensus={consensus}
          />
        </Suspense>
      )}
      <LateVote assessmentId={assessment.id} consensus={consensus} />
    </>
  );
}
