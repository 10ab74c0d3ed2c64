import { useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { useOfflineReason } from "../here";
import type { Risk } from "./fragments";
import { type Step, StepDialog } from "./StepDialog";

/** What may be done with a risk now. What the reader may never do is absent, what cannot be done now says why. */
export function RiskActs({ core }: { core: Risk }) {
  const { t } = useI18n("risk");
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const [asked, setAsked] = useState<Step | null>(null);
  const { edit, review, close, reopen } = core.viewerCan;
  const act = textOf(search.act);
  return (
    <>
      {review.allowed && (
        <Button
          kind={core.isReviewOverdue && act !== "review" ? "filled" : "plain"}
          expanded={act === "review"}
          disabledReason={offline}
          onClick={() => setSearch({ act: act === "review" ? undefined : "review" })}
        >
          {t("review.title")}
        </Button>
      )}
      {edit.allowed && (
        <Button
          expanded={act === "edit"}
          disabledReason={offline}
          onClick={() => setSearch({ act: act === "edit" ? undefined : "edit" })}
        >
          {t("edit.title")}
        </Button>
      )}
      {close.allowed && (
        <Button disabledReason={offline} onClick={() => setAsked("close")}>
          {t("act.close")}
        </Button>
      )}
      {reopen.allowed && (
        <Button disabledReason={offline} onClick={() => setAsked("reopen")}>
          {t("act.reopen")}
        </Button>
      )}
      {asked !== null && <StepDialog step={asked} core={core} onClose={() => setAsked(null)} />}
    </>
  );
}
