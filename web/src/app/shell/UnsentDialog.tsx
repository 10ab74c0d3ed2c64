import { resume } from "../../features/document/uploads";
import { autosave } from "../../lib/autosave/autosave";
import { useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { useViewer } from "../../lib/viewer";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/overlay/Dialog";
import { DraftItem } from "./DraftItem";
import { FileItem } from "./FileItem";
import { PendingItem } from "./PendingItem";
import styles from "./Unsent.module.css";
import { useUnsent } from "./unsent";

/** Lists what is unsent: what was typed where, why it waits, and what to do with it. */
export function UnsentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n("app");
  const { isOnline } = useOnline();
  const { pending, drafts, files } = useUnsent();
  const viewer = useViewer();
  // The address says which institution it is; one that was left has only its short name.
  const institutionOf = (href: string) => {
    const slug = /^\/i\/([^/?]+)/.exec(href)?.[1];
    if (slug === undefined) return null;
    const found = viewer?.memberships.find(({ tenant }) => tenant.slug === slug);
    return found?.tenant.shortName ?? slug.toUpperCase();
  };
  const canSend =
    pending.some(({ stopped }) => stopped === null) ||
    files.some(({ state }) => state === "paused" || state === "waiting");

  return (
    <Dialog title={t("unsent.title")} onClose={onClose}>
      <p>{t("unsent.text")}</p>
      {pending.length + drafts.length + files.length === 0 && <p role="status">{t("unsent.none")}</p>}
      {pending.length > 0 && (
        <ul className={styles.list}>
          {pending.map((entry) => (
            <PendingItem
              key={entry.key}
              entry={entry}
              institution={institutionOf(entry.place.href)}
              onLeave={onClose}
            />
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <section>
          <h3>{t("unsent.files")}</h3>
          <ul className={styles.list}>
            {files.map((file) => (
              <FileItem key={file.key} file={file} institution={institutionOf(file.href)} onLeave={onClose} />
            ))}
          </ul>
        </section>
      )}
      {drafts.length > 0 && (
        <section>
          <h3>{t("unsent.drafts")}</h3>
          <p className="small muted">{t("unsent.drafts.help")}</p>
          <ul className={styles.list}>
            {drafts.map((draft) => (
              <DraftItem
                key={draft.key}
                draft={draft}
                institution={institutionOf(draft.href)}
                onLeave={onClose}
              />
            ))}
          </ul>
        </section>
      )}
      <DialogActions>
        {canSend && (
          <Button
            kind="filled"
            disabledReason={isOnline ? null : t("unsent.offline")}
            onClick={() => {
              void autosave.get()?.sendAll();
              for (const { key, state } of files) if (state === "paused") resume(key);
            }}
          >
            {t("unsent.sendAll")}
          </Button>
        )}
        <Button onClick={onClose}>{t("unsent.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}
