import { useState } from "react";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card } from "../../../ui/layout/Section";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import type { PlanCore } from "../fragments";
import { useOfflineReason } from "../here";
import { ReasonForm } from "../moves/ReasonForm";
import { ApproveDialog } from "./ApproveDialog";
import { DownloadDialog } from "./DownloadDialog";
import { SubmitDialog } from "./SubmitDialog";
import { type Act, acts, needsWords, permitted, usePlanActs } from "./usePlanActs";

/** The act the address names: in place, except submitting and approving, which ask in a window. */
export function PlanAct({ plan, onDone }: { plan: PlanCore; onDone: () => void }) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const [search, setSearch] = useSearchState();
  const { run, isBusy } = usePlanActs(plan);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const offline = useOfflineReason();
  const act = acts.find((one) => one === textOf(search.act));
  if (textOf(search.act) === "download") return <DownloadDialog plan={plan} onClose={close} />;
  if (act === undefined) return null;
  const { allowed, reason } = permitted(plan, act);

  function close() {
    setFailure(null);
    setSearch({ act: undefined });
  }

  async function send(which: Act, words: string): Promise<boolean> {
    const error = await run(which, words);
    setFailure(error);
    if (error !== null) return false;
    announce(t(`act.${which}.done`));
    close();
    onDone();
    return true;
  }

  const shared = { plan, isBusy, failure, onSend: send, onClose: close };
  if (act === "submit" && allowed) return <SubmitDialog {...shared} />;
  if (act === "approve" && allowed) return <ApproveDialog {...shared} />;
  return (
    <Card>
      <FormPanel title={t(`act.${act}`, { number: plan.number + 1 })} onClose={close}>
        {!allowed ? (
          <p>{reason}</p>
        ) : needsWords(act) ? (
          <ReasonForm
            title={t(`act.${act}.consequence`)}
            label={t(`act.${act}.words`)}
            verb={t(`act.${act}`)}
            draftKey={`plan/act/${plan.id}/${act}`}
            isBusy={isBusy}
            error={failure && (failure.fields[0]?.message ?? errorText(failure))}
            disabledReason={offline}
            onSend={(words) => send(act, words)}
            onCancel={close}
          />
        ) : (
          <>
            <p>{t(`act.${act}.consequence`)}</p>
            {failure !== null && <ErrorBox error={failure} />}
            <div className="row">
              <Button isBusy={isBusy} disabledReason={offline} onClick={() => void send(act, "")}>
                {t(`act.${act}`)}
              </Button>
              <Button kind="quiet" onClick={close}>
                {t("cancel")}
              </Button>
            </div>
          </>
        )}
      </FormPanel>
    </Card>
  );
}
