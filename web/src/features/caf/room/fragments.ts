/** What the screens of a consensus meeting show: read with the page, after each act and with each live event. */
import { graphql } from "../../../gql";
import type { RoomAssessmentFragment, RoomConsensusFragment } from "../../../gql/graphql";

export const roomConsensus = graphql(`
  fragment RoomConsensus on CafConsensus {
    id
    version
    state
    round
    voteCount
    voterCount
    discussionEndsAt
    discussionLeft
    subcriterion { code titleRo titleEn hintRo hintEn }
    panels { panel points }
    value { display }
    warnings
    reason
    average { display }
    agreedAt
    agreedBy { id displayName }
    spread {
      count
      isWide
      lowest { display }
      highest { display }
      median { display }
      mean { display }
      shown { value { display } member { id person { id displayName } } }
    }
    myVote { round castAt value { display } panels { panel points } }
    myScore { display }
    findings { id version kind text mentions }
    viewerCan { facilitate { allowed } vote { allowed } write { allowed reason } }
  }
`);

export const roomAssessment = graphql(`
  fragment RoomAssessment on CafAssessment {
    id
    title
    status
    disclosure
    memberCount
    submittedCount
    agreedCount
    mine { id handRaisedAt }
    members { id person { id displayName } }
    consensus {
      id
      state
      value { display }
      subcriterion { code titleRo titleEn criterion { number titleRo titleEn } }
    }
    room {
      current { id ...RoomConsensus }
      hands { id handRaisedAt person { id displayName } }
    }
  }
`);

/** A subcriterion that the reader looks at while the group is elsewhere. */
export const OneConsensus = graphql(`
  query CafRoomConsensus($id: ID!) { node(id: $id) { id ... on CafConsensus { ...RoomConsensus } } }
`);

export type RoomAssessment = RoomAssessmentFragment;
export type Consensus = RoomConsensusFragment;
export type Row = RoomAssessment["consensus"][number];
export type Hand = NonNullable<RoomAssessment["room"]>["hands"][number];
export type Spread = NonNullable<Consensus["spread"]>;
export type Finding = Consensus["findings"][number];
