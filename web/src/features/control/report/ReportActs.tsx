import { useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { useOfflineReason } from "../here";
import { AskReport, type ReportAct } from "./AskReport";
import type { Report } from "./fragments";

/** The next steps of the report. What binds asks once more and says what it means. */
export function ReportActs({ report, year }: { report: Report; year: number }) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const [asked, setAsked] = useState<ReportAct | null>(null);
  const { submit, approve, sendBack, release } = report.viewerCan;
  const possible: { act: ReportAct; isAllowed: boolean; isNext: boolean }[] = [
    { act: "submit", isAllowed: submit.allowed, isNext: true },
    { act: "approve", isAllowed: approve.allowed, isNext: true },
    { act: "release", isAllowed: release.allowed, isNext: true },
    { act: "return", isAllowed: sendBack.allowed, isNext: false },
  ];
  const shown = possible.filter(({ isAllowed }) => isAllowed);
  return (
    <div className="stack">
      <div className="row">
        {shown.map(({ act, isNext }) => (
          <Button
            key={act}
            kind={isNext ? "filled" : "plain"}
            disabledReason={offline}
            onClick={() => setAsked(act)}
          >
            {t(`report.act.${act}`)}
          </Button>
        ))}
      </div>
      {report.status === "SUBMITTED" && !approve.allowed && approve.reason !== null && (
        <p className="muted">{approve.reason}</p>
      )}
      {asked !== null && <AskReport act={asked} report={report} year={year} onClose={() => setAsked(null)} />}
    </div>
  );
}
