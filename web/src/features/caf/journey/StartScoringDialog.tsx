import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { useForm } from "../../../ui/form/useForm";
import { Dialog } from "../../../ui/overlay/Dialog";
import type { Assessment } from "../fragments";
import { AssessmentAgain, StartScoring } from "../operations";

type Props = { assessment: Assessment; onClose: () => void };

/** From here the method stands, and every member can score: until when is said now. */
export function StartScoringDialog({ assessment, onClose }: Props) {
  const { t } = useI18n("caf");
  const start = useMutation(StartScoring);
  const { id, version, method, memberCount } = assessment;
  const form = useForm({
    initial: { dueOn: assessment.dueOn },
    thing: { version, again: () => askAgain(AssessmentAgain, { id }) },
    check: ({ dueOn }) => (dueOn ? [] : [{ path: "dueOn", message: t("dueOn.needed") }]),
    send: async ({ dueOn }, expectedVersion) => {
      const { error } = await start.run({ id, expectedVersion, dueOn: dueOn ?? "" });
      if (error !== null) return error;
      announce(t("act.startScoring.done"));
      onClose();
      return null;
    },
  });
  return (
    <Dialog title={t("act.startScoring")} onClose={onClose}>
      <p>{t("act.startScoring.consequence", { method: t(`method.${method}`) })}</p>
      <p>{t("act.startScoring.group", { count: memberCount })}</p>
      <Form
        form={form}
        label={t("act.startScoring")}
        submitLabel={t("act.startScoring")}
        actions={<Button onClick={onClose}>{t("cancel")}</Button>}
      >
        <DateField name="dueOn" label={t("dueOn")} />
      </Form>
    </Dialog>
  );
}
