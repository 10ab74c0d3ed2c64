import { Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useDraft } from "../../../lib/drafts/drafts";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";

const Decide = graphql(`
  mutation DecideControlStandard($input: DecideControlStandardInput!) {
    decideControlStandard(input: $input) {
      controlCampaign {
        id
        synthesis {
          rows { standard { code } decision { reason decidedAt decidedBy { id displayName } } }
        }
        report { id readiness { openQuestionnaireCount undecidedStandardCount } }
      }
    }
  }
`);

type Props = {
  campaignId: string;
  standard: string;
  name: string;
  /** What was decided before; empty the first time. */
  reason: string;
  onClose: () => void;
};

/** The chair says why a standard applies nowhere; the decision stands in the annexes. */
export function DecideStandard({ campaignId, standard, name, reason: earlier, onClose }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const decide = useMutation(Decide);
  const field = useRef<HTMLTextAreaElement>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [typed, setTyped] = useDraft({
    key: `control/decide/${campaignId}/${standard}`,
    label: t("decision.decide"),
  });
  const [isTouched, setTouched] = useState(false);
  const reason = isTouched || typed !== "" ? typed : earlier;
  const refusal = failure?.fields.find(({ path }) => path === "reason")?.message;

  async function send() {
    const { error } = await decide.run({ campaignId, standard, reason });
    setFailure(error);
    if (error !== null) {
      field.current?.focus();
      return;
    }
    setTyped("");
    announce(t("decision.done"));
    onClose();
  }

  return (
    <Dialog title={t("decision.decide.of", { standard: name })} onClose={onClose} focus={field}>
      <p>{t("decision.consequence")}</p>
      <Textarea
        ref={field}
        label={t("decision.reason")}
        description={t("decision.reason.help")}
        rows={4}
        value={reason}
        error={refusal}
        inputWrapperOrder={["label", "description", "error", "input"]}
        onChange={(event) => {
          setTouched(true);
          setTyped(event.currentTarget.value);
        }}
      />
      {failure !== null && refusal === undefined && <ErrorBox error={failure} />}
      <DialogActions>
        <Button kind="filled" isBusy={decide.isBusy} disabledReason={offline} onClick={() => void send()}>
          {t("decision.record")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
