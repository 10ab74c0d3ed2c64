import { Link } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import { session } from "../../lib/session/session";
import { Dialog, DialogActions } from "../../ui/overlay/Dialog";
import { HelpText } from "./HelpText";
import type { Topic } from "./topics";

/** The help of the page one is on, over the page: what was typed stays where it is. */
export function HelpDialog({ topic, onClose }: { topic: Topic; onClose: () => void }) {
  const { t } = useI18n("help");
  return (
    <Dialog title={t(`topic.${topic}.title`)} onClose={onClose}>
      <HelpText topic={topic} heading="h3" />
      {session.get().account !== null && (
        <DialogActions>
          <Link to={"/help" as string} onClick={onClose}>
            {t("all")}
          </Link>
        </DialogActions>
      )}
    </Dialog>
  );
}
