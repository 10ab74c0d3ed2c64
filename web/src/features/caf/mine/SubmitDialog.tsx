import { useState } from "react";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";
import { SubmitScores } from "./operations";
import type { Mine } from "./types";

/** Hands the scores in: it says who will see them and when, and asks once more. */
export function SubmitDialog({ mine, onClose }: { mine: Mine; onClose: () => void }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const submit = useMutation(SubmitScores);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function send() {
    const { error } = await submit.run({ id: mine.id, expectedVersion: mine.version });
    setFailure(error);
    if (error !== null) return;
    announce(t("submit.done"));
    onClose();
  }

  return (
    <Dialog title={t("submit")} onClose={onClose}>
      <p>{t("submit.consequence")}</p>
      {failure !== null && <ErrorBox error={failure} />}
      <DialogActions>
        <Button kind="filled" isBusy={submit.isBusy} disabledReason={offline} onClick={() => void send()}>
          {t("submit")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
