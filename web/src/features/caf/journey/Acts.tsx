import { Suspense, useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { lazily } from "../../../ui/state/lazily";
import type { Assessment } from "../fragments";
import { useOfflineReason } from "../here";
import { nextOf } from "../steps";

// Questions are code of their own: they are asked a few times a year.
const StartScoringDialog = lazily(() => import("./StartScoringDialog"), "StartScoringDialog", {
  notice: "dialog",
});
const OpenConsensusDialog = lazily(() => import("./OpenConsensusDialog"), "OpenConsensusDialog", {
  notice: "dialog",
});
const StepDialog = lazily(() => import("./StepDialog"), "StepDialog", { notice: "dialog" });
const CancelDialog = lazily(() => import("./CancelDialog"), "CancelDialog", { notice: "dialog" });

type Act = "startScoring" | "openConsensus" | "conclude" | "reopen" | "cancel";

/** What binds the whole group, each after a question; the next one is filled. */
export function Acts({ assessment }: { assessment: Assessment }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const [asked, setAsked] = useState<Act | null>(null);
  const next = nextOf(assessment)?.kind;
  const { status, viewerCan } = assessment;
  const isStage: Record<Act, boolean> = {
    startScoring: status === "PREPARATION",
    openConsensus: status === "SCORING",
    conclude: status === "CONSENSUS",
    reopen: status === "CONCLUDED",
    cancel: viewerCan.cancel.allowed,
  };
  // What the state forbids is absent; what only waits for something says what it waits for.
  const mayLead = viewerCan.manageGroup.allowed || viewerCan.update.allowed || viewerCan.reopen.allowed;
  const shown = (["startScoring", "openConsensus", "conclude", "reopen", "cancel"] as const).filter(
    (act) => isStage[act] && (viewerCan[act].allowed || (act === "conclude" && mayLead)),
  );
  const reasonOf = (act: Act) => (act === "conclude" ? viewerCan.conclude.reason : null);
  const close = () => setAsked(null);
  return (
    <>
      {shown.map((act) => (
        <Button
          key={act}
          kind={act === next ? "filled" : act === "cancel" ? "danger" : "plain"}
          disabledReason={viewerCan[act].allowed ? offline : reasonOf(act)}
          onClick={() => setAsked(act)}
        >
          {t(`act.${act}`)}
        </Button>
      ))}
      <Suspense fallback={null}>
        {asked === "startScoring" && <StartScoringDialog assessment={assessment} onClose={close} />}
        {asked === "openConsensus" && <OpenConsensusDialog assessment={assessment} onClose={close} />}
        {(asked === "conclude" || asked === "reopen") && (
          <StepDialog act={asked} assessment={assessment} onClose={close} />
        )}
        {asked === "cancel" && <CancelDialog assessment={assessment} onClose={close} />}
      </Suspense>
    </>
  );
}
