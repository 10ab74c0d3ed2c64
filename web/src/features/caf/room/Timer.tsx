import { useEffect, useRef, useState } from "react";
import { announce } from "../../../lib/announce";
import { useI18n } from "../../../lib/i18n";
import { Icon } from "../../../ui/Icon";
import { IconClock, IconPlayerPause } from "../../../ui/icons";
import type { Consensus } from "./fragments";
import styles from "./Room.module.css";
import { clockOf, secondsLeft, spokenAt } from "./time";

type Props = {
  consensus: Pick<Consensus, "discussionEndsAt" | "discussionLeft">;
  /** Without a connection it stands still: nobody knows here whether it was given more. */
  isFrozen: boolean;
};

/** What is left of the talk; it is spoken in the last minute and at its end only. */
export function Timer({ consensus, isFrozen }: Props) {
  const { t } = useI18n("caf");
  const [now, setNow] = useState(Date.now);
  const isRunning = consensus.discussionEndsAt !== null && !isFrozen;
  const left = secondsLeft(consensus, now);
  const before = useRef(left);

  // A time that is given anew counts from the moment it arrives.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another end starts another count
  useEffect(() => {
    if (!isRunning) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning, consensus.discussionEndsAt]);

  useEffect(() => {
    const spoken = left === null || before.current === null ? null : spokenAt(before.current, left);
    before.current = left;
    if (spoken !== null) announce(t(`room.timer.${spoken}`));
  }, [left, t]);

  if (left === null) return null;
  const isPaused = consensus.discussionLeft !== null;
  return (
    <span className={styles.timer}>
      <Icon of={isPaused ? IconPlayerPause : IconClock} />
      <span role="timer" aria-live="off" aria-label={t("room.timer")} className={styles.clock}>
        {clockOf(left)}
      </span>
      {isPaused && <span className="small">{t("room.timer.paused")}</span>}
      {isFrozen && !isPaused && <span className="small">{t("room.timer.frozen")}</span>}
      {left === 0 && <span className="small">{t("room.timer.over")}</span>}
    </span>
  );
}
