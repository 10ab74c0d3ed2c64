import { Textarea } from "@mantine/core";
import { useState } from "react";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useUnsentCount } from "../../../lib/autosave/useUnsentCount";
import { useDraft } from "../../../lib/drafts/drafts";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";
import type { Questionnaire } from "./fragments";
import { Lock, SendBack, Submit } from "./operations";

export type Act = "submit" | "return" | "lock";

type Props = { act: Act; core: Questionnaire; answerIds: string[]; onClose: () => void };

/** A step that binds others: it says what it means and asks once more. */
export function AskAct({ act, core, answerIds, onClose }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const unsent = useUnsentCount(answerIds);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [remark, setRemark] = useDraft({ key: `control/return/${core.id}`, label: t("act.return") });
  const steps = { submit: useMutation(Submit), lock: useMutation(Lock) };
  const giveBack = useMutation(SendBack);
  const ofRemark = failure?.fields.find(({ path }) => path === "remark")?.message;
  // What was typed goes first: nothing is answered after handing in.
  const waiting = act === "submit" && unsent > 0 ? t("submit.unsent", { count: unsent }) : null;

  async function send() {
    const input = { id: core.id, expectedVersion: core.version };
    const { error } =
      act === "return" ? await giveBack.run({ ...input, remark }) : await steps[act].run(input);
    setFailure(error);
    if (error !== null) return;
    if (act === "return") setRemark("");
    announce(t(`act.${act}.done`));
    onClose();
  }

  return (
    <Dialog title={t(`act.${act}`)} onClose={onClose}>
      <p>{t(`act.${act}.consequence`)}</p>
      {act === "submit" && (
        <p>{t("progress.complete", { done: core.completeCount, all: core.criterionCount })}</p>
      )}
      {act === "return" && (
        <Textarea
          label={t("act.return.remark")}
          rows={3}
          value={remark}
          error={ofRemark}
          inputWrapperOrder={["label", "error", "input"]}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
      )}
      {failure !== null && ofRemark === undefined && <ErrorBox error={failure} />}
      <DialogActions>
        <Button
          kind="filled"
          isBusy={giveBack.isBusy || steps.submit.isBusy || steps.lock.isBusy}
          disabledReason={offline ?? waiting}
          onClick={() => void send()}
        >
          {t(`act.${act}`)}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
