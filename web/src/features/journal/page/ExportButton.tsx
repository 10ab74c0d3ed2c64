import { useState } from "react";
import { announce } from "../../../lib/announce";
import { download } from "../../../lib/api/download";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { type JournalSearch, toExportQuery } from "./filters";

/** Takes what is filtered out as a file; the server puts that on record. */
export function ExportButton({ tenantId, search }: { tenantId: string; search: JournalSearch }) {
  const { t } = useI18n("journal");
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");

  async function run() {
    setState("busy");
    announce(t("export.busy"));
    const address = `/exports/journal.csv?${toExportQuery(tenantId, search)}`;
    const name = `${t("page.title").toLowerCase()}-${todayInBucharest()}.csv`;
    const isSaved = (await download(address, name)) === null;
    setState(isSaved ? "ready" : "failed");
    if (isSaved) announce(t("export.done"));
  }

  return (
    <>
      <Button isBusy={state === "busy"} onClick={() => void run()}>
        {state === "busy" ? t("export.busy") : t("export.button")}
      </Button>
      {state === "failed" && <p role="alert">{t("export.failed")}</p>}
    </>
  );
}
