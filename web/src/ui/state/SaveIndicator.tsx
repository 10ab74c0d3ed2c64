import { useEffect, useRef, useState } from "react";
import { announce } from "../../lib/announce";
import { autosave } from "../../lib/autosave/autosave";
import type { QueueState } from "../../lib/autosave/queue";
import { useAutosaveSummary } from "../../lib/autosave/useAutosave";
import { useFormat } from "../../lib/format/useFormat";
import { type Say, useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { useSession } from "../../lib/session/session";
import { Button } from "../Button";
import { Icon } from "../Icon";
import { IconAlertTriangle, IconCircleCheck, IconDeviceDesktop } from "../icons";
import styles from "./SaveIndicator.module.css";

type Word = { text: string; tone: "ok" | "warn" | "quiet"; canRetry?: boolean } | null;

/** Top right of a page whose fields save themselves: where is what I typed? Success is spoken once a minute. */
export function SaveIndicator() {
  const { t } = useI18n("ui");
  const { clock } = useFormat();
  const summary = useAutosaveSummary();
  const { isOnline } = useOnline();
  const { status } = useSession();
  const isSlow = useStill(summary.sending, 400);
  const word = say(summary, { isOnline, isExpired: status === "expired", isSlow }, t, clock);
  const spokenAt = useRef(0);

  const { text, tone } = word ?? { text: "", tone: "quiet" };

  useEffect(() => {
    if (tone === "quiet") return;
    if (tone === "ok" && Date.now() - spokenAt.current < 60_000) return;
    if (tone === "ok") spokenAt.current = Date.now();
    announce(text);
  }, [text, tone]);

  if (word === null) return null;
  const icon =
    word.tone === "ok" ? IconCircleCheck : word.tone === "warn" ? IconAlertTriangle : IconDeviceDesktop;
  return (
    <span className={`${styles.indicator} no-print`} data-tone={word.tone}>
      <Icon of={icon} size={18} />
      <span>{word.text}</span>
      {word.canRetry && (
        <Button small onClick={() => void autosave.get()?.sendAll()}>
          {t("retry")}
        </Button>
      )}
    </span>
  );
}

function say(
  summary: QueueState,
  now: { isOnline: boolean; isExpired: boolean; isSlow: boolean },
  t: Say<"ui">,
  clock: (at: Date) => string,
): Word {
  if (now.isExpired) return { text: t("save.expired"), tone: "warn" };
  if (summary.conflictCount > 0) return { text: t("save.conflict"), tone: "warn" };
  if (summary.refusedCount > 0)
    return { text: t("save.refused", { count: summary.refusedCount }), tone: "warn" };
  if (summary.failed && now.isOnline) return { text: t("save.failed"), tone: "warn", canRetry: true };
  if (summary.waitingCount > 0) {
    return { text: t("save.onDevice", { count: summary.waitingCount }), tone: "quiet" };
  }
  if (summary.sending && now.isSlow) return { text: t("save.sending"), tone: "quiet" };
  return summary.savedAt === null
    ? null
    : { text: t("save.saved", { at: clock(summary.savedAt) }), tone: "ok" };
}

/** True once a condition has held for a while. */
function useStill(holds: boolean, ms: number): boolean {
  const [isStill, setStill] = useState(false);
  useEffect(() => {
    if (!holds) return setStill(false);
    const timer = setTimeout(() => setStill(true), ms);
    return () => clearTimeout(timer);
  }, [holds, ms]);
  return isStill;
}
