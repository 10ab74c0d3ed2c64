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
import type { Risk } from "./fragments";

const Close = graphql(`
  mutation CloseRisk($input: CloseRiskInput!) {
    closeRisk(input: $input) { risk { id ...RiskCore_risk } }
  }
`);

const Reopen = graphql(`
  mutation ReopenRisk($input: ReopenRiskInput!) {
    reopenRisk(input: $input) { risk { id ...RiskCore_risk } }
  }
`);

export type Step = "close" | "reopen";

/** Takes a risk out of the register or back into it, with the reason that stays in its history. */
export function StepDialog({ step, core, onClose }: { step: Step; core: Risk; onClose: () => void }) {
  const { t } = useI18n("risk");
  const offline = useOfflineReason();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [reason, setReason] = useDraft({
    key: `risk/${step}/${core.id}`,
    label: `${core.code}: ${t(`act.${step}`)}`,
  });
  const steps = { close: useMutation(Close), reopen: useMutation(Reopen) };
  const ofReason = failure?.fields.find(({ path }) => path === "reason")?.message;

  async function send() {
    const { error } = await steps[step].run({ id: core.id, expectedVersion: core.version, reason });
    setFailure(error);
    if (error !== null) return;
    setReason("");
    announce(t(`act.${step}.done`, { code: core.code }));
    onClose();
  }

  return (
    <Dialog title={t(`act.${step}`)} onClose={onClose}>
      <p>{t(`act.${step}.consequence`, { code: core.code })}</p>
      <Textarea
        label={t("act.reason")}
        description={t(`act.${step}.help`)}
        rows={3}
        value={reason}
        error={ofReason}
        inputWrapperOrder={["label", "description", "error", "input"]}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {failure !== null && ofReason === undefined && <ErrorBox error={failure} />}
      <DialogActions>
        <Button
          kind="filled"
          isBusy={steps[step].isBusy}
          disabledReason={offline}
          onClick={() => void send()}
        >
          {t(`act.${step}`)}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
