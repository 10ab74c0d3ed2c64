import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { type Finding, OneConsensus } from "./fragments";
import { UpdateFinding } from "./operations";

type EditProps = { consensusId: string; finding: Finding; onDone: () => void };

/** The words of one, changed in its place. */
export function EditForm({ consensusId, finding, onDone }: EditProps) {
  const { t } = useI18n("caf");
  const update = useMutation(UpdateFinding);
  const form = useForm({
    initial: { text: finding.text },
    thing: { version: finding.version, again: () => askAgain(OneConsensus, { id: consensusId }) },
    draft: { key: `caf-finding/${finding.id}`, label: t("room.finding.text") },
    check: ({ text }) =>
      text.trim().length < 2 ? [{ path: "text", message: t("room.finding.needed") }] : [],
    send: async ({ text }, expectedVersion) => {
      const { error } = await update.run({ id: finding.id, expectedVersion, text });
      if (error !== null) return error;
      announce(t("room.finding.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form
      form={form}
      label={t("room.finding.edit")}
      submitLabel={t("save")}
      actions={<Button onClick={onDone}>{t("cancel")}</Button>}
    >
      <TextField name="text" label={t("room.finding.text")} rows={3} />
    </Form>
  );
}
