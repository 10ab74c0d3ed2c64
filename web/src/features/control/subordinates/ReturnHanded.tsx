import { Textarea } from "@mantine/core";
import { useState } from "react";
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

const Return = graphql(`
  mutation ReturnSubordinateControlReport($input: ReturnSubordinateControlReportInput!) {
    returnSubordinateControlReport(input: $input) { subordinates { institutionId state } }
  }
`);

type Props = {
  tenantId: string;
  reportId: string;
  institution: string;
  year: number;
  onDone: () => void;
  onClose: () => void;
};

/** The superior institution gives a report back: it says what is to be corrected, across institutions. */
export function ReturnHanded({ tenantId, reportId, institution, year, onDone, onClose }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const giveBack = useMutation(Return);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [remark, setRemark] = useDraft({ key: `control/handed/${reportId}`, label: t("act.return") });
  const refusal = failure?.fields.find(({ path }) => path === "remark")?.message;

  async function send() {
    const { error } = await giveBack.run({ tenantId, reportId, remark });
    setFailure(error);
    if (error !== null) return;
    setRemark("");
    announce(t("handed.return.done", { institution }));
    onDone();
    onClose();
  }

  return (
    <Dialog title={t("act.return")} onClose={onClose}>
      <p>{t("handed.return.consequence", { institution, year })}</p>
      <Textarea
        label={t("handed.return.remark")}
        rows={3}
        value={remark}
        error={refusal}
        inputWrapperOrder={["label", "error", "input"]}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      {failure !== null && refusal === undefined && <ErrorBox error={failure} />}
      <DialogActions>
        <Button kind="filled" isBusy={giveBack.isBusy} disabledReason={offline} onClick={() => void send()}>
          {t("act.return")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
