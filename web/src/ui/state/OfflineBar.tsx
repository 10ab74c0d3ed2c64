import { useEffect, useRef } from "react";
import { announce } from "../../lib/announce";
import { useAutosaveSummary } from "../../lib/autosave/useAutosave";
import { dateInBucharest, todayInBucharest } from "../../lib/format/date";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { Icon } from "../Icon";
import { IconCloudOff } from "../icons";
import styles from "./OfflineBar.module.css";

/** Under the header while the server cannot be reached. Said once, politely, when it begins and when it ends. */
export function OfflineBar() {
  const { t } = useI18n("ui");
  const { clock, shortInstant } = useFormat();
  const { isOnline, lastAnswerAt } = useOnline();
  const { waitingCount } = useAutosaveSummary();
  const wasOnline = useRef(isOnline);
  const text =
    lastAnswerAt === null
      ? t("offline.bar")
      : t("offline.barSince", {
          at: isToday(lastAnswerAt) ? clock(lastAnswerAt) : shortInstant(lastAnswerAt),
        });

  useEffect(() => {
    if (wasOnline.current === isOnline) return;
    wasOnline.current = isOnline;
    announce(isOnline ? t("online.again") : text);
  }, [isOnline, t, text]);

  if (isOnline) return null;
  return (
    <div className={`${styles.bar} no-print`}>
      <Icon of={IconCloudOff} />
      <span>
        {text} {waitingCount > 0 && t("save.waiting", { count: waitingCount })}
      </span>
    </div>
  );
}

function isToday(at: Date): boolean {
  return dateInBucharest(at) === todayInBucharest();
}
