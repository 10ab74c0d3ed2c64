import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import type { Finding } from "./fragments";
import { joined } from "./merge";
import { MergeFindings } from "./operations";

/** Several become one, with a text that is proposed and can be changed. */
export function MergeForm({ findings, onDone }: { findings: readonly Finding[]; onDone: () => void }) {
  const { t } = useI18n("caf");
  const merge = useMutation(MergeFindings);
  const form = useForm({
    initial: { text: joined(findings.map(({ text }) => text)) },
    check: ({ text }) =>
      text.trim().length < 2 ? [{ path: "text", message: t("room.finding.needed") }] : [],
    send: async ({ text }) => {
      const { error } = await merge.run({ ids: findings.map(({ id }) => id), text });
      if (error !== null) return error;
      announce(t("room.merge.done"));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={t("room.merge")} submitLabel={t("room.merge.count", { count: findings.length })}>
      <TextField name="text" label={t("room.merge.text")} help={t("room.merge.text.help")} rows={4} />
    </Form>
  );
}
