import { Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useDraft } from "../../../lib/drafts/drafts";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useHere, useOfflineReason } from "../here";
import type { DialogProps } from "./SubmitDialog";

/** Approving binds: what is approved, what differs from the last version, one note, one button. */
export function ApproveDialog({ plan, isBusy, failure, onSend, onClose }: DialogProps) {
  const { t } = useI18n("plan");
  const { money, number, shortDate } = useFormat();
  const { slug } = useHere();
  const offline = useOfflineReason();
  const next = plan.number + 1;
  const [note, setNote] = useDraft({
    key: `plan/act/${plan.id}/approve`,
    label: t("act.approve", { number: next }),
  });

  async function approve() {
    if (await onSend("approve", note.trim())) setNote("");
  }

  return (
    <Dialog title={t("act.approve", { number: next })} onClose={onClose}>
      <p>{t("act.approve.consequence", { number: next })}</p>
      <Facts
        facts={[
          { label: t("plan.title"), value: `${plan.code} ${plan.title}` },
          { label: t("plan.period"), value: `${shortDate(plan.periodStart)} – ${shortDate(plan.periodEnd)}` },
          { label: t("actions"), value: number(plan.actionCount) },
          { label: t("plan.budget"), value: money(plan.budgetTotal) },
          { label: t("plan.submittedBy"), value: plan.submittedBy?.displayName ?? null },
        ]}
      />
      {plan.number > 0 && (
        <p>
          <Link
            to={`/i/${slug}/plans/${plan.id}`}
            search={{ view: "about", from_version: plan.number } as never}
          >
            {t("approve.difference", { from: plan.number })}
          </Link>
        </p>
      )}
      <Textarea
        label={t("approve.note")}
        rows={3}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {failure !== null && (
        <ErrorBox
          error={failure.code === "CONFLICT" ? { ...failure, message: t("approve.changed") } : failure}
        />
      )}
      <DialogActions>
        <Button kind="filled" isBusy={isBusy} disabledReason={offline} onClick={() => void approve()}>
          {t("act.approve", { number: next })}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
