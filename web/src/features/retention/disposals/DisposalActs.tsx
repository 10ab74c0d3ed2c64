import { Textarea } from "@mantine/core";
import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useDraft } from "../../../lib/drafts/drafts";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import {
  ApproveDisposal,
  CancelDisposal,
  CarryOutDisposal,
  ReturnDisposal,
  SubmitDisposal,
} from "./operations";

const acts = graphql(`
  fragment DisposalActs_disposal on Disposal {
    id
    version
    title
    status
    documents(first: 100) { totalCount }
    viewerCan {
      edit { allowed reason }
      approve { allowed reason }
      sendBack { allowed reason }
      carryOut { allowed reason }
    }
  }
`);

type Act = "submit" | "approve" | "return" | "carryOut" | "cancel";

/** The next steps of a selection. What binds or cannot be undone asks once more and says what it means. */
export function DisposalActs({ disposal }: { disposal: FragmentType<typeof acts> }) {
  const { t } = useI18n("retention");
  const data = useFragment(acts, disposal);
  const { edit, approve, sendBack, carryOut } = data.viewerCan;
  const [asked, setAsked] = useState<Act | null>(null);
  const possible: { act: Act; isAllowed: boolean; kind: "filled" | "plain" | "danger" }[] = [
    { act: "submit", isAllowed: edit.allowed, kind: "filled" },
    { act: "approve", isAllowed: approve.allowed, kind: "filled" },
    { act: "carryOut", isAllowed: carryOut.allowed, kind: "filled" },
    { act: "return", isAllowed: sendBack.allowed, kind: "plain" },
    { act: "cancel", isAllowed: edit.allowed, kind: "plain" },
  ];
  const shown = possible.filter(({ isAllowed }) => isAllowed);
  if (shown.length === 0) {
    const isWaiting = data.status === "SUBMITTED" && approve.reason;
    return isWaiting ? <p className="muted">{approve.reason}</p> : null;
  }
  return (
    <div className="row no-print">
      {shown.map(({ act, kind }) => (
        <Button key={act} kind={kind} onClick={() => setAsked(act)}>
          {t(`act.${act}`)}
        </Button>
      ))}
      {asked !== null && (
        <Ask
          act={asked}
          id={data.id}
          version={data.version}
          count={data.documents.totalCount}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

type AskProps = { act: Act; id: string; version: number; count: number; onClose: () => void };

function Ask({ act, id, version, count, onClose }: AskProps) {
  const { t } = useI18n("retention");
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [remark, setRemark] = useDraft({ key: `retention/disposal/${id}/return`, label: t("act.return") });
  const steps = {
    submit: useMutation(SubmitDisposal),
    approve: useMutation(ApproveDisposal),
    carryOut: useMutation(CarryOutDisposal),
    cancel: useMutation(CancelDisposal),
  };
  const giveBack = useMutation(ReturnDisposal);

  async function send() {
    const input = { id, expectedVersion: version };
    const { error } =
      act === "return" ? await giveBack.run({ ...input, remark }) : await steps[act].run(input);
    setFailure(error);
    if (error !== null) return;
    if (act === "return") setRemark("");
    announce(t(`act.${act}.done`));
    onClose();
  }

  return (
    <Dialog title={t(`act.${act}`)} onClose={onClose}>
      <p>{t(`act.${act}.consequence`, { count })}</p>
      {act === "return" && (
        <Textarea
          label={t("act.return.remark")}
          rows={3}
          value={remark}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
      )}
      {failure !== null && <ErrorBox error={failure} />}
      <DialogActions>
        <Button
          kind={act === "carryOut" ? "danger" : "filled"}
          isBusy={giveBack.isBusy || Object.values(steps).some(({ isBusy }) => isBusy)}
          onClick={() => void send()}
        >
          {t(`act.${act}`)}
        </Button>
        <Button onClick={onClose}>{t("close")}</Button>
      </DialogActions>
    </Dialog>
  );
}
