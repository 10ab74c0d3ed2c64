import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Dialog } from "../../../ui/overlay/Dialog";
import type { Assessment } from "../fragments";
import { AssessmentAgain, Cancel } from "../operations";

type Props = { assessment: Assessment; onClose: () => void };

/** The assessment is given up, with the reason that stays in its history. */
export function CancelDialog({ assessment, onClose }: Props) {
  const { t } = useI18n("caf");
  const cancel = useMutation(Cancel);
  const { id, version } = assessment;
  const form = useForm({
    initial: { reason: "" },
    thing: { version, again: () => askAgain(AssessmentAgain, { id }) },
    draft: { key: `caf/cancel/${id}`, label: t("act.cancel") },
    check: ({ reason }) =>
      reason.trim().length < 3 ? [{ path: "reason", message: t("act.cancel.reason.needed") }] : [],
    send: async ({ reason }, expectedVersion) => {
      const { error } = await cancel.run({ id, expectedVersion, reason: reason.trim() });
      if (error !== null) return error;
      announce(t("act.cancel.done"));
      onClose();
      return null;
    },
  });
  return (
    <Dialog title={t("act.cancel")} onClose={onClose}>
      <p>{t("act.cancel.consequence")}</p>
      <Form
        form={form}
        label={t("act.cancel")}
        submitLabel={t("act.cancel")}
        actions={<Button onClick={onClose}>{t("cancel")}</Button>}
      >
        <TextField name="reason" label={t("act.cancel.reason")} rows={2} />
      </Form>
    </Dialog>
  );
}
