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
import type { Report } from "./fragments";
import { ApproveReport, ReleaseReport, ReturnReport, SubmitReport } from "./operations";

export type ReportAct = "submit" | "approve" | "release" | "return";

type Props = { act: ReportAct; report: Report; year: number; onClose: () => void };

/** A step that binds others: it says what it means and asks once more. */
export function AskReport({ act, report, year, onClose }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const unsent = useUnsentCount([report.id]);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [remark, setRemark] = useDraft({ key: `control/report/${report.id}/return`, label: t("act.return") });
  const steps = {
    submit: useMutation(SubmitReport),
    approve: useMutation(ApproveReport),
    release: useMutation(ReleaseReport),
  };
  const giveBack = useMutation(ReturnReport);
  const ofRemark = failure?.fields.find(({ path }) => path === "remark")?.message;
  // What was typed goes first: nothing is written after handing in.
  const waiting = act === "submit" && unsent > 0 ? t("report.unsent", { count: unsent }) : null;

  async function send() {
    const input = { id: report.id, expectedVersion: report.version };
    const { error } =
      act === "return" ? await giveBack.run({ ...input, remark }) : await steps[act].run(input);
    setFailure(error);
    if (error !== null) return;
    if (act === "return") setRemark("");
    announce(t(`report.act.${act}.done`));
    onClose();
  }

  return (
    <Dialog title={t(`report.act.${act}`)} onClose={onClose}>
      <p>{t(`report.act.${act}.consequence`, { year, number: report.number + 1 })}</p>
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
          isBusy={giveBack.isBusy || Object.values(steps).some(({ isBusy }) => isBusy)}
          disabledReason={offline ?? waiting}
          onClick={() => void send()}
        >
          {t(`report.act.${act}`)}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
