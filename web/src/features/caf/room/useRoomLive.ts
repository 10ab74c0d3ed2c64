import { graphql } from "../../../gql";
import { useLive } from "../../../lib/api/useLive";

const RoomLive = graphql(`
  subscription CafRoomLive($id: ID!, $after: String) {
    cafAssessmentChanged(id: $id, after: $after) {
      cursor
      refetch
      cafAssessment {
        id
        status
        memberCount
        submittedCount
        agreedCount
        mine { id handRaisedAt }
        room {
          current { id ...RoomConsensus }
          hands { id handRaisedAt person { id displayName } }
        }
      }
      cafMember { id handRaisedAt }
      cafConsensus { id ...RoomConsensus }
      cafFinding { id version text mentions }
    }
  }
`);

type Options = {
  id: string;
  /** Where the page's data stand in the stream; null while they are not there. */
  cursor: string | null;
  /** Whether the page knows the 28 subcriteria: they come with the opening of consensus. */
  isOpened: boolean;
  onRefetch: () => void;
};

/** Follows a meeting: where it is, what is shown, what is agreed. A cut line is taken up where it was. */
export function useRoomLive({ id, cursor, isOpened, onRefetch }: Options): void {
  const variables = cursor === null ? null : { id, after: cursor };
  useLive(RoomLive, variables, id, ({ cafAssessmentChanged: { refetch, cafAssessment } }) => {
    if (refetch || (cafAssessment.room !== null && !isOpened)) onRefetch();
  });
}
