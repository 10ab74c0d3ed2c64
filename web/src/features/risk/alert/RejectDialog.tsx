import { Textarea } from "@mantine/core";
import { useState } from "react";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useDraft } from "../../../lib/drafts/drafts";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";
import type { Alert } from "./fragments";

const Reject = graphql(`
  mutation RejectRiskAlert($input: RejectRiskAlertInput!) {
    rejectRiskAlert(input: $input) { riskAlert { id ...AlertCore_alert } }
  }
`);

/** Ends an alert without a risk; whoever raised it reads why. */
export function RejectDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { t } = useI18n("risk");
  const offline = useOfflineReason();
  const reject = useMutation(Reject);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [reason, setReason] = useDraft({
    key: `risk/reject/${alert.id}`,
    label: `${alert.code}: ${t("reject.title")}`,
  });
  const ofReason = failure?.fields.find(({ path }) => path === "reason")?.message;

  async function send() {
    const { error } = await reject.run({ id: alert.id, expectedVersion: alert.version, reason });
    setFailure(error);
    if (error !== null) return;
    setReason("");
    announce(t("reject.done", { code: alert.code }));
    onClose();
  }

  return (
    <Dialog title={t("reject.title")} onClose={onClose}>
      <p>{t("reject.consequence")}</p>
      <Textarea
        label={t("reject.reason")}
        rows={3}
        value={reason}
        error={ofReason}
        inputWrapperOrder={["label", "error", "input"]}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {failure !== null && ofReason === undefined && <ErrorBox error={failure} />}
      <DialogActions>
        <Button kind="filled" isBusy={reject.isBusy} disabledReason={offline} onClick={() => void send()}>
          {t("reject.title")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
