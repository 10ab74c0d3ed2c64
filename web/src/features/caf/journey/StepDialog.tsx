import { useState } from "react";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import type { Assessment } from "../fragments";
import { useOfflineReason } from "../here";
import { Conclude, Reopen } from "../operations";

type Props = { act: "conclude" | "reopen"; assessment: Assessment; onClose: () => void };

/** Ends the work of the group on its scores, or takes it up again. */
export function StepDialog({ act, assessment, onClose }: Props) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const acts = { conclude: useMutation(Conclude), reopen: useMutation(Reopen) };

  async function send() {
    const { error } = await acts[act].run({ id: assessment.id, expectedVersion: assessment.version });
    setFailure(error);
    if (error !== null) return;
    announce(t(`act.${act}.done`));
    onClose();
  }

  return (
    <Dialog title={t(`act.${act}`)} onClose={onClose}>
      <p>{t(`act.${act}.consequence`)}</p>
      {failure !== null && <ErrorBox error={failure} />}
      <DialogActions>
        <Button kind="filled" isBusy={acts[act].isBusy} disabledReason={offline} onClick={() => void send()}>
          {t(`act.${act}`)}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
