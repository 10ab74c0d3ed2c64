import { useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { announce } from "../../lib/announce";
import { useI18n } from "../../lib/i18n";
import { forgetUndo, undoLast, useUndoBar } from "../../lib/undo";
import { Button } from "../Button";
import styles from "./UndoBar.module.css";

/** What was just done, with the way back; it stays until the next deed or page. Ctrl Z outside text does the same. */
export function UndoBar() {
  const { t } = useI18n("ui");
  const last = useUndoBar();
  const [isBusy, setBusy] = useState(false);
  const path = useLocation({ select: (location) => location.pathname });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each page starts without a past
  useEffect(() => forgetUndo, [path]);

  useEffect(() => {
    if (last !== null) announce(`${last.text} ${t("undo.hint")}`);
  }, [last, t]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping(event.target))
        return;
      event.preventDefault();
      void undo();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

  async function undo() {
    setBusy(true);
    if (await undoLast()) announce(t("undo.done"));
    setBusy(false);
  }

  if (last === null) return null;
  return (
    <div className={`${styles.bar} no-print`}>
      <span>{last.text}</span>
      <Button isBusy={isBusy} onClick={undo}>
        {t("undo")}
      </Button>
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
