import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { readDrafts } from "../../lib/drafts/drafts";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../../ui/Icon";
import { IconDeviceDesktop } from "../../ui/icons";
import styles from "./Bell.module.css";
// Part of the frame: it is needed most when nothing can be fetched.
import { UnsentDialog } from "./UnsentDialog";
import { useUnsent } from "./unsent";

/** On its way while one looks on: no news either. */
const isMoving: ReadonlySet<string> = new Set(["sending", "checking"]);

/** Everything left here that the server does not have, of all institutions; absent when there is nothing. */
export function UnsentButton() {
  const { t } = useI18n("app");
  const path = useLocation({ select: (location) => location.pathname });
  const { pending, drafts, files } = useUnsent();
  const [isOpen, setOpen] = useState(false);
  // What one is just writing on the page is no news: it counts once the page was left.
  const left = drafts.filter(({ href }) => href.split("?")[0] !== path);
  const count = pending.length + left.length + files.filter(({ state }) => !isMoving.has(state)).length;

  if (count === 0 && !isOpen) return null;
  return (
    <>
      <button
        type="button"
        className={styles.bell}
        aria-haspopup="dialog"
        onClick={() => {
          void readDrafts();
          setOpen(true);
        }}
      >
        <Icon of={IconDeviceDesktop} />
        <span className={styles.word}>{t("unsent.button")}</span>
        <span className={styles.count}>{count > 99 ? "99+" : count}</span>
      </button>
      {isOpen && <UnsentDialog onClose={() => setOpen(false)} />}
    </>
  );
}
