import { useState } from "react";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { useOfflineReason } from "../here";

const Reopen = graphql(`
  mutation ReopenControlCampaign($input: ReopenControlCampaignInput!) {
    reopenControlCampaign(input: $input) { controlCampaign { id ...CampaignRow_campaign ...CampaignDetail_campaign } }
  }
`);

/** Opens a closed self-assessment again, so that something can be corrected; closing it again undoes it. */
export function ReopenCampaign({ campaign }: { campaign: { id: string; version: number; year: number } }) {
  const { t } = useI18n("control");
  const errorText = useErrorText();
  const offline = useOfflineReason();
  const reopen = useMutation(Reopen);
  const [failure, setFailure] = useState<string | null>(null);

  async function send() {
    const { error } = await reopen.run({ id: campaign.id, expectedVersion: campaign.version });
    setFailure(error && errorText(error));
    if (error === null) announce(t("reopen.done", { year: campaign.year }));
  }

  return (
    <div className="stack">
      <div className="row no-print">
        <Button isBusy={reopen.isBusy} disabledReason={offline} onClick={() => void send()}>
          {t("reopen.title")}
        </Button>
      </div>
      {failure !== null && <p role="alert">{failure}</p>}
    </div>
  );
}
