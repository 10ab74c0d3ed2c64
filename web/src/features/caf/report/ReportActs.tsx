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
import { ApproveCafReport, ReleaseCafReport, ReturnCafReport, SubmitCafReport } from "./operations";

type Act = "submit" | "approve" | "release" | "return";

/** The next steps of the report. What binds asks once more and says what it means. */
export function ReportActs({ report }: { report: Report }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const [asked, setAsked] = useState<Act | null>(null);
  const { submit, approve, sendBack, release } = report.viewerCan;
  const missing = report.missingFields.length;
  const unsent = useUnsentCount([report.id]);
  const acts: { act: Act; isShown: boolean; waitsFor: string | null }[] = [
    {
      act: "submit",
      isShown: submit.allowed,
      waitsFor:
        unsent > 0
          ? t("submit.unsent", { count: unsent })
          : missing > 0
            ? t("report.missing", { count: missing })
            : null,
    },
    { act: "approve", isShown: approve.allowed, waitsFor: null },
    { act: "release", isShown: release.allowed, waitsFor: null },
    { act: "return", isShown: sendBack.allowed, waitsFor: null },
  ];
  return (
    <div className="stack">
      <div className="row">
        {acts
          .filter(({ isShown }) => isShown)
          .map(({ act, waitsFor }) => (
            <Button
              key={act}
              kind={act === "return" ? "plain" : "filled"}
              disabledReason={waitsFor ?? offline}
              onClick={() => setAsked(act)}
            >
              {t(`report.act.${act}`)}
            </Button>
          ))}
      </div>
      {report.status === "SUBMITTED" && !approve.allowed && approve.reason !== null && (
        <p className="muted">{approve.reason}</p>
      )}
      {asked !== null && <Ask act={asked} report={report} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Ask({ act, report, onClose }: { act: Act; report: Report; onClose: () => void }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [remark, setRemark] = useDraft({
    key: `caf/report/${report.id}/return`,
    label: t("report.act.return"),
  });
  const steps = {
    submit: useMutation(SubmitCafReport),
    approve: useMutation(ApproveCafReport),
    release: useMutation(ReleaseCafReport),
  };
  const giveBack = useMutation(ReturnCafReport);
  const ofRemark = failure?.fields.find(({ path }) => path === "remark")?.message;

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
      <p>{t(`report.act.${act}.consequence`, { number: report.number + 1 })}</p>
      {act === "return" && (
        <Textarea
          label={t("report.remark.label")}
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
          disabledReason={offline}
          onClick={() => void send()}
        >
          {t(`report.act.${act}`)}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
