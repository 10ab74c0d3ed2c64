import { useState } from "react";
import { graphql } from "../../../gql";
import type { CafRoomPresenceSubscription } from "../../../gql/graphql";
import { useLive } from "../../../lib/api/useLive";
import { useI18n } from "../../../lib/i18n";
import { PeopleHere } from "../../../ui/PeopleHere";
import type { RoomAssessment } from "./fragments";

const RoomPresence = graphql(`
  subscription CafRoomPresence($id: ID!, $subcriterion: String) {
    cafRoomPresence(id: $id, subcriterion: $subcriterion) {
      members { membership { id displayName isViewer } subcriterion { code } }
    }
  }
`);

type Present = CafRoomPresenceSubscription["cafRoomPresence"]["members"];
type Props = { assessment: RoomAssessment; code: string; isLead: boolean };

/** „11 din 12 prezenți”; the facilitator may see who is there and where. */
export function Presence({ assessment, code, isLead }: Props) {
  const { t } = useI18n("caf");
  const { id, members, memberCount } = assessment;
  const [present, setPresent] = useState<Present>([]);
  useLive(RoomPresence, { id, subcriterion: code }, `${id}/${code}`, (data) =>
    setPresent(data.cafRoomPresence.members),
  );
  const group = new Set(members.map(({ person }) => person.id));
  const done = present.filter(({ membership }) => group.has(membership.id)).length;
  const count = t("room.presence.count", { done, all: memberCount });
  if (!isLead || present.length < 2) return <span>{count}</span>;
  return (
    <PeopleHere
      count={count}
      label={t("room.presence.label")}
      people={present.map(({ membership, subcriterion }) => ({
        id: membership.id,
        words: [
          membership.displayName,
          membership.isViewer && ` ${t("room.presence.you")}`,
          subcriterion !== null &&
            subcriterion.code !== code &&
            `, ${t("room.presence.at", { code: subcriterion.code })}`,
        ],
      }))}
    />
  );
}
