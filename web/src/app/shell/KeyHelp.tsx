import { useEffect } from "react";
import { useI18n } from "../../lib/i18n";
import { useShownKeys } from "../../lib/keys";
import { createStore, useStore } from "../../lib/store";
import { Dialog } from "../../ui/overlay/Dialog";
import styles from "./KeyHelp.module.css";

export const keyHelp = createStore(false);

/** Ctrl / lists the keys of the page one is on. */
export function KeyHelp() {
  const { t } = useI18n("app");
  const isOpen = useStore(keyHelp);
  const own = useShownKeys();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || !event.ctrlKey || event.altKey) return;
      event.preventDefault();
      keyHelp.set(!keyHelp.get());
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  if (!isOpen) return null;
  const everywhere = [
    { keys: "Ctrl K", does: t("palette.title") },
    { keys: "F1", does: t("help.open") },
    { keys: "Ctrl /", does: t("keys.help") },
    { keys: "Ctrl Z", does: t("keys.undo") },
    { keys: "Esc", does: t("keys.escape") },
  ];
  return (
    <Dialog title={t("keys.title")} onClose={() => keyHelp.set(false)}>
      <dl className={styles.keys}>
        {[...own, ...everywhere].map(({ keys, does }) => (
          <div key={`${keys} ${does}`}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
