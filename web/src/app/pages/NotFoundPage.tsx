import { NoAccess } from "../../ui/state/NoAccess";
import { Door } from "../shell/Door";

/** An address that leads nowhere, or to what one may not see: the same words for both. */
export function NotFoundPage() {
  return (
    <Door>
      <NoAccess />
    </Door>
  );
}
