import { HelpDialog } from "../../features/help/HelpDialog";
import { topicOf } from "../../features/help/topics";

/** Comes with the texts when help is first asked for. */
export function HelpOfRoute({ route, onClose }: { route: string; onClose: () => void }) {
  return <HelpDialog topic={topicOf(route)} onClose={onClose} />;
}
