import { Suspense, useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { lazily } from "../../../ui/state/lazily";
import type { Assessment } from "../fragments";
import { useOfflineReason } from "../here";
import { nextOf, subcriteria } from "../steps";

// Questions are code of their own: they are asked a few times a year.
const StartScoringDialog = lazily(() => import("./StartScoringDialog"), "StartScoringDialog", {
  notice: "dialog",
});
const OpenConsensusDialog = lazily(() => import("./OpenConsensusDialog"), "OpenConsensusDialog", {
  notice: "dialog",
});
const StepDialog = lazily(() => import("./StepDialog"), "StepDialog", { notice: "dialog" });

type Act = "startScoring" | "openConsensus" | "conclude" | "reopen";

/** What binds the whole group, each after a question; the next one is filled. */
export function Acts({ assessment }: { assessment: Assessment }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const [asked, setAsked] = useState<Act | null>(null);
  const next = nextOf(assessment)?.kind;
  const { status, viewerCan, agreedCount } = assessment;
  const open = subcriteria - agreedCount;
  // What the state forbids is absent; what only waits for something says what it waits for.
  const acts: { act: Act; isShown: boolean; waitsFor: string | null }[] = [
    { act: "startScoring", isShown: viewerCan.startScoring.allowed, waitsFor: null },
    { act: "openConsensus", isShown: viewerCan.openConsensus.allowed, waitsFor: null },
    {
      act: "conclude",
      isShown: status === "CONSENSUS" && viewerCan.facilitate.allowed,
      waitsFor: open > 0 ? t("act.conclude.waits", { count: open }) : null,
    },
    { act: "reopen", isShown: viewerCan.reopen.allowed, waitsFor: null },
  ];
  const close = () => setAsked(null);
  return (
    <>
      {acts
        .filter(({ isShown }) => isShown)
        .map(({ act, waitsFor }) => (
          <Button
            key={act}
            kind={act === next ? "filled" : "plain"}
            disabledReason={waitsFor ?? offline}
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
      </Suspense>
    </>
  );
}
