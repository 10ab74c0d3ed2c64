import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useHere, useOfflineReason } from "../here";
import type { Report } from "./fragments";
import { UpdateReport } from "./useReportField";

/** What the inventory of activities counts for section 7, with the offer to take it over. */
export function CountedProcedures({ report }: { report: Report }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const offline = useOfflineReason();
  const update = useMutation(UpdateReport);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const { proceduralCount, coveredCount } = report.countedProcedures;
  const isTaken =
    report.proceduralActivityCount === proceduralCount && report.procedureCount === coveredCount;

  async function takeOver() {
    const { error } = await update.run({
      id: report.id,
      expectedVersion: report.version,
      proceduralActivityCount: proceduralCount,
      procedureCount: coveredCount,
    });
    setFailure(error);
    if (error === null) announce(t("report.counted.taken"));
  }

  return (
    <>
      <p>
        {t("report.counted", { all: proceduralCount, done: coveredCount })}{" "}
        <Link to={`/i/${slug}/control/inventories/procedures`}>{t("procedures.title")}</Link>
      </p>
      {report.viewerCan.update.allowed && !isTaken && (
        <div className="row no-print">
          <Button isBusy={update.isBusy} disabledReason={offline} onClick={() => void takeOver()}>
            {t("report.counted.takeOver")}
          </Button>
        </div>
      )}
      {failure !== null && <ErrorBox error={failure} />}
    </>
  );
}
