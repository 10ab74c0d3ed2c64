import { graphql } from "../../gql";
import { client } from "../../lib/api/client";
import { useLive } from "../../lib/api/useLive";
import { renewOrWait } from "../../lib/session/session";
import { Shell } from "../../lib/viewer";

const ViewerChanged = graphql(`
  subscription ViewerChanged { viewerChanged { sessionEnded viewer { todoCount memberships { id } } } }
`);

/** Follows what concerns the person on every page: duties that arrive, rights that change, a session ended elsewhere. */
export function useLiveViewer(isHere: boolean): void {
  useLive(ViewerChanged, isHere ? {} : null, "viewer", ({ viewerChanged }) => {
    if (viewerChanged.sessionEnded) void renewOrWait();
    else void client.get().query(Shell, {}, { requestPolicy: "network-only" }).toPromise();
  });
}
