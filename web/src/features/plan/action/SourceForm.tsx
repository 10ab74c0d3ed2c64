import { graphql } from "../../../gql";
import type { PlanActionSourceKind } from "../../../gql/graphql";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { SelectField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import type { ActionCore } from "../fragments";
import { sourceKinds } from "../words";
import { ActionAgain } from "./actionAgain";

const SourceSaved = graphql(`
  mutation SetPlanActionSource($input: UpdatePlanActionInput!) {
    updatePlanAction(input: $input) {
      planAction { id version source { kind reference note risk { id code title } standard { code number } commissionDecision { code text meeting { id } } } ...ActionCore_action }
    }
  }
`);

type Current = { kind: PlanActionSourceKind; reference: string | null; note: string | null };

/** Kind and reference of what the action follows from. */
export function SourceForm({
  current,
  core,
  onClose,
}: {
  current: Current;
  core: ActionCore;
  onClose: () => void;
}) {
  const { t } = useI18n("plan");
  const save = useMutation(SourceSaved);
  const form = useForm({
    thing: { version: core.version, again: () => askAgain(ActionAgain, { id: core.id }) },
    draft: { key: `plan/source/${core.id}`, label: `${core.code}: ${t("source.title")}` },
    initial: {
      source: { kind: current.kind, reference: current.reference ?? "", note: current.note ?? "" },
    },
    check: ({ source: given }) =>
      given.kind !== "MANUAL" && given.reference.trim() === ""
        ? [{ path: "source.reference", message: t("source.reference.missing") }]
        : [],
    async send({ source: given }, expectedVersion) {
      const { error } = await save.run({
        id: core.id,
        expectedVersion,
        source: {
          kind: given.kind,
          reference: given.kind === "MANUAL" ? null : given.reference,
          note: given.note || null,
        },
      });
      if (error === null) onClose();
      return error;
    },
  });
  return (
    <Form
      form={form}
      label={t("source.title")}
      submitLabel={t("save")}
      actions={
        <Button kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      }
    >
      <SelectField
        name="source.kind"
        label={t("field.source.kind")}
        options={sourceKinds.map((value) => ({ value, label: t(`source.${value}`) }))}
      />
      <TextField
        name="source.reference"
        label={t("field.source.reference")}
        help={t("source.reference.help")}
      />
      <TextField name="source.note" label={t("field.source.note")} rows={2} />
    </Form>
  );
}
