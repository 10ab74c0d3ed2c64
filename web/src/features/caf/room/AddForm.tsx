import type { CafFindingKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { AddFinding } from "./operations";

/** A new one, written together; the form stays for the next. */
export function AddForm({ consensusId, kind }: { consensusId: string; kind: CafFindingKind }) {
  const { t } = useI18n("caf");
  const add = useMutation(AddFinding);
  const key = useIdempotencyKey();
  const label = t(`room.finding.add.${kind}`);
  const form = useForm({
    initial: { text: "" },
    draft: { key: `caf-finding/${consensusId}/${kind}`, label },
    check: ({ text }) =>
      text.trim().length < 2 ? [{ path: "text", message: t("room.finding.needed") }] : [],
    send: async ({ text }) => {
      const { error } = await add.run({ consensusId, kind, text, idempotencyKey: key.current() });
      if (error !== null) return error;
      key.renew();
      announce(t("room.finding.added"));
      form.hook.reset({ text: "" });
      form.hook.setFocus("text");
      return null;
    },
  });
  return (
    <Form form={form} label={label} submitLabel={t("room.finding.add")}>
      <TextField name="text" label={t("room.finding.text")} rows={2} />
    </Form>
  );
}
