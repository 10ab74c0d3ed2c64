import { useEffect, useEffectEvent, useRef } from "react";
import { graphql } from "../gql";
import { useLive } from "./api/useLive";
import { createStore, useStore } from "./store";
import { refreshViewer, type Viewer } from "./viewer";

const ViewerLive = graphql(`
  subscription ViewerLive {
    viewerChanged {
      viewer {
        todoCount
        unreadNotificationCount
        memberships { id isActive }
      }
    }
  }
`);

/** Counts the times the server said that something changed for the viewer. */
const changes = createStore(0);

/** Follows what waits for the viewer and where they may go; the frame does it once for all pages. */
export function useViewerLive(viewer: Viewer | null): void {
  const hasBegun = useRef(false);
  useLive(ViewerLive, viewer === null ? null : {}, "viewer", ({ viewerChanged }) => {
    // The stream begins by saying how things are: at the start of a page that is mostly what it shows already. What
    // comes later is a change, also where it does not show in a glance: a right given or taken.
    const isBeginning = !hasBegun.current;
    hasBegun.current = true;
    if (isBeginning && viewer !== null && isSame(viewerChanged.viewer, viewer)) return;
    changes.set(changes.get() + 1);
    refreshViewer();
  });
}

/** Runs when something changed for the viewer: what waits for them, what they were told, or what they may do. */
export function useOnViewerChange(act: () => void): void {
  const count = useStore(changes);
  const seen = useRef(count);
  const actNow = useEffectEvent(act);
  useEffect(() => {
    if (count !== seen.current) actNow();
    seen.current = count;
  }, [count]);
}

type Glance = {
  todoCount: number;
  unreadNotificationCount: number;
  memberships: { id: string; isActive: boolean }[];
};

function isSame(one: Glance, other: Glance): boolean {
  const places = ({ memberships }: Glance) =>
    memberships.map(({ id, isActive }) => `${id} ${isActive}`).join();
  return (
    one.todoCount === other.todoCount &&
    one.unreadNotificationCount === other.unreadNotificationCount &&
    places(one) === places(other)
  );
}
