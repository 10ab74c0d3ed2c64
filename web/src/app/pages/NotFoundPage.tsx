import { NoAccess } from "../../ui/state/NoAccess";

/** An address that leads nowhere, or to what one may not see: the same words for both. */
export function NotFoundPage() {
  return <NoAccess />;
}
