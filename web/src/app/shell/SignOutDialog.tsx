import { useState } from "react";
import { useI18n } from "../../lib/i18n";
import { signOut } from "../../lib/session/session";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/overlay/Dialog";
import { forgetUnsent } from "./unsent";

/** Leaving with something unsent: it stays for the same person or is erased, never without being asked. */
export function SignOutDialog({ count, onStay }: { count: number; onStay: () => void }) {
  const { t } = useI18n("app");
  const [isBusy, setBusy] = useState(false);

  async function leave(keep: boolean) {
    setBusy(true);
    if (!keep) await forgetUnsent();
    await signOut();
  }

  return (
    <Dialog title={t("signOut.title")} onClose={onStay}>
      <p>{t("signOut.text", { count })}</p>
      <p>{t("signOut.shared")}</p>
      <DialogActions>
        <Button kind="filled" onClick={onStay}>
          {t("signOut.stay")}
        </Button>
        <Button isBusy={isBusy} onClick={() => void leave(true)}>
          {t("signOut.keep")}
        </Button>
        <Button kind="danger" isBusy={isBusy} onClick={() => void leave(false)}>
          {t("signOut.erase")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
