import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { announce } from "../../../lib/announce";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button, ButtonLink } from "../../../ui/Button";
import { useOfflineReason } from "../here";
import { type Act, AskAct } from "./AskAct";
import type { Questionnaire } from "./fragments";
import { TakeOver } from "./operations";

type Props = { core: Questionnaire; answerIds: string[]; view: "table" | "check" };

/** What may be done with a questionnaire now, the next step filled. Handing in stands at the end of what is checked. */
export function QuestionnaireActs({ core, answerIds, view }: Props) {
  const { t } = useI18n("control");
  const errorText = useErrorText();
  const offline = useOfflineReason();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [asked, setAsked] = useState<Act | null>(null);
  const [, setSearch] = useSearchState();
  const [failure, setFailure] = useState<string | null>(null);
  const takeOver = useMutation(TakeOver);
  const { answer, delegate, sendBack, lock } = core.viewerCan;
  const isWaiting = core.status === "SUBMITTED";

  async function fill() {
    const { error } = await takeOver.run({ id: core.id });
    setFailure(error && errorText(error));
    if (error === null) announce(t("takeOver.done"));
  }

  return (
    <div className="stack">
      <div className="row">
        {answer.allowed && view === "table" && (
          <ButtonLink kind="filled" to={path} search={{ view: "check" }}>
            {t("check.go")}
          </ButtonLink>
        )}
        {sendBack.allowed && isWaiting && (
          <Button
            kind="filled"
            disabledReason={lock.allowed ? offline : lock.reason}
            onClick={() => setAsked("lock")}
          >
            {t("act.lock")}
          </Button>
        )}
        {sendBack.allowed && (
          <Button disabledReason={offline} onClick={() => setAsked("return")}>
            {t("act.return")}
          </Button>
        )}
        {answer.allowed && view === "table" && (
          <Button isBusy={takeOver.isBusy} disabledReason={offline} onClick={() => void fill()}>
            {t("takeOver")}
          </Button>
        )}
        {delegate.allowed && view === "table" && (
          <Button disabledReason={offline} onClick={() => setSearch({ act: "delegate" })}>
            {t("delegate.title")}
          </Button>
        )}
      </div>
      {failure !== null && <p role="alert">{failure}</p>}
      {asked !== null && (
        <AskAct act={asked} core={core} answerIds={answerIds} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}
