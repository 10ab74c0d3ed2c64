import { useState } from "react";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/state/Empty";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";
import { CreateReport } from "./operations";

/** There is no report yet: why, and the button of whoever begins it. */
export function BeginReport({ campaignId, mayBegin }: { campaignId: string; mayBegin: boolean }) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const create = useMutation(CreateReport);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function begin() {
    const { error } = await create.run({ campaignId });
    setFailure(error);
    if (error !== null) return;
    announce(t("report.begun"));
  }

  return (
    <>
      {failure !== null && <ErrorBox error={failure} />}
      <Empty
        text={t(mayBegin ? "report.empty.manage" : "report.empty")}
        action={
          mayBegin && (
            <Button
              kind="filled"
              isBusy={create.isBusy}
              disabledReason={offline}
              onClick={() => void begin()}
            >
              {t("report.begin")}
            </Button>
          )
        }
      />
    </>
  );
}
