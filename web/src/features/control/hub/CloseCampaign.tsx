import { useState } from "react";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";

const Close = graphql(`
  mutation CloseControlCampaign($input: CloseControlCampaignInput!) {
    closeControlCampaign(input: $input) { controlCampaign { id ...CampaignRow_campaign ...CampaignDetail_campaign } }
  }
`);

type Props = { id: string; version: number; year: number; onClose: () => void };

/** Ends a self-assessment: it says what that means and asks once more, because nothing is answered afterwards. */
export function CloseCampaign({ id, version, year, onClose }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const close = useMutation(Close);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function send() {
    const { error } = await close.run({ id, expectedVersion: version });
    setFailure(error);
    if (error !== null) return;
    announce(t("close.done", { year }));
    onClose();
  }

  return (
    <Dialog title={t("close.title")} onClose={onClose}>
      <p>{t("close.consequence", { year })}</p>
      {failure !== null && <ErrorBox error={failure} />}
      <DialogActions>
        <Button kind="filled" isBusy={close.isBusy} disabledReason={offline} onClick={() => void send()}>
          {t("close.title")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
