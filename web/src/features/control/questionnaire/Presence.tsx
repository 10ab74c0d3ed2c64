import { useState } from "react";
import { graphql } from "../../../gql";
import type { ControlPresenceSubscription } from "../../../gql/graphql";
import { useLive } from "../../../lib/api/useLive";
import { useI18n } from "../../../lib/i18n";
import { PeopleHere } from "../../../ui/PeopleHere";
import type { Answer } from "./fragments";

const ControlPresence = graphql(`
  subscription ControlPresence($id: ID!, $answerId: ID) {
    controlQuestionnairePresence(id: $id, answerId: $answerId) {
      members { answerId membership { id displayName isViewer } }
    }
  }
`);

export type Present = ControlPresenceSubscription["controlQuestionnairePresence"]["members"];

/** Who has a questionnaire open now, told the others with the criterion one has open. */
export function usePresence(id: string, answerId: string | null): Present {
  const [present, setPresent] = useState<Present>([]);
  useLive(ControlPresence, { id, answerId }, `${id}/${answerId}`, (data) =>
    setPresent(data.controlQuestionnairePresence.members),
  );
  return present;
}

/** „2 persoane aici”, with their functions and where they are. */
export function Presence({ present, answers }: { present: Present; answers: Answer[] }) {
  const { t } = useI18n("control");
  const codeOf = (id: string | null) => answers.find((one) => one.id === id)?.criterion.code;
  return (
    <PeopleHere
      count={t("presence.count", { count: present.length })}
      label={t("presence.label")}
      people={present.map(({ membership, answerId }) => {
        const code = codeOf(answerId);
        return {
          id: membership.id,
          words: [
            membership.displayName,
            membership.isViewer && ` ${t("presence.you")}`,
            code !== undefined && `, ${t("presence.at", { code })}`,
          ],
        };
      })}
    />
  );
}
