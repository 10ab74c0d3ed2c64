import { useState } from "react";
import { announce } from "../../../lib/announce";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { LockedBanner } from "../../../ui/state/Banner";
import { useOfflineReason } from "../here";
import { TakeBackScores } from "./operations";
import type { Mine, MineAssessment } from "./types";

/** Why the scores are text and not fields; before consensus is opened they can be taken back. */
export function SubmittedBanner({ assessment, mine }: { assessment: MineAssessment; mine: Mine }) {
  const { t } = useI18n("caf");
  const { shortInstant } = useFormat();
  const offline = useOfflineReason();
  const errorText = useErrorText();
  const takeBack = useMutation(TakeBackScores);
  const [failure, setFailure] = useState<string | null>(null);
  const { viewerCan } = assessment;

  async function send() {
    const { error } = await takeBack.run({ id: mine.id, expectedVersion: mine.version });
    setFailure(error && errorText(error));
    if (error === null) announce(t("takeBack.done"));
  }

  return (
    <>
      <LockedBanner
        action={
          viewerCan.takeBack.allowed && (
            <Button isBusy={takeBack.isBusy} disabledReason={offline} onClick={() => void send()}>
              {t("takeBack")}
            </Button>
          )
        }
      >
        {mine.submittedAt === null
          ? (viewerCan.score.reason ?? t("mine.closed"))
          : t(viewerCan.takeBack.allowed ? "mine.submitted" : "mine.submitted.final", {
              at: shortInstant(mine.submittedAt),
            })}
      </LockedBanner>
      {failure !== null && <p role="alert">{failure}</p>}
    </>
  );
}
