import { HelpDialog } from "../../features/help/HelpDialog";
import { topicOf } from "../../features/help/topics";
import { help } from "./Help";

/** Comes with the texts when help is first asked for. */
export function HelpOfRoute({ route }: { route: string }) {
  return <HelpDialog topic={topicOf(route)} onClose={() => help.set(false)} />;
}
