import { useEffect, useState } from "react";
import { graphql } from "../../../gql";
import type { PlanPresenceSubscription } from "../../../gql/graphql";
import { liveState } from "../../../lib/api/socket";
import { useLive } from "../../../lib/api/useLive";
import { useI18n } from "../../../lib/i18n";
import { useOnline } from "../../../lib/online";
import { useStore } from "../../../lib/store";
import { Icon } from "../../../ui/Icon";
import { IconClock } from "../../../ui/icons";
import { PeopleHere } from "../../../ui/PeopleHere";

const PlanPresence = graphql(`
  subscription PlanPresence($planId: ID!, $actionId: ID) {
    planPresence(planId: $planId, actionId: $actionId) {
      members { actionId membership { id displayName isViewer } }
    }
  }
`);

type Present = PlanPresenceSubscription["planPresence"]["members"];

/** „2 persoane aici”, with their functions on demand, and whether changes of others arrive. */
export function Presence({ planId, actionId }: { planId: string; actionId?: string }) {
  const { t } = useI18n("plan");
  const [present, setPresent] = useState<Present>([]);
  useLive(PlanPresence, { planId, actionId: actionId ?? null }, `${planId}/${actionId}`, (data) =>
    setPresent(data.planPresence.members),
  );
  // On the page of an action those count who have it open, too.
  const here = present.filter((one) => actionId === undefined || one.actionId === actionId);

  return (
    <>
      <PeopleHere
        count={t("presence.count", { count: here.length })}
        label={t("presence.label")}
        people={here.map(({ membership, actionId: open }) => ({
          id: membership.id,
          words: [
            membership.displayName,
            membership.isViewer && ` ${t("presence.you")}`,
            open !== null && actionId === undefined && `, ${t("presence.atAction")}`,
          ],
        }))}
      />
      <Reconnecting />
    </>
  );
}

/** Said only when it lasts; without a connection at all the bar under the header says so. */
function Reconnecting() {
  const { t } = useI18n("plan");
  const { isOnline } = useOnline();
  const isBroken = useStore(liveState) === "broken" && isOnline;
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isBroken) return setLasts(false);
    const timer = setTimeout(() => setLasts(true), 1_500);
    return () => clearTimeout(timer);
  }, [isBroken]);
  return (
    <span role="status" className="row">
      {lasts && (
        <>
          <Icon of={IconClock} size={18} />
          {t("live.reconnecting")}
        </>
      )}
    </span>
  );
}
