import type { ObjectiveDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { CreateObjective, ObjectiveAgain, UpdateObjective } from "./operations";

type Props = {
  tenantId: string;
  /** Null for a new one. */
  objective:
    | (ObjectiveDetailFragment & { id: string; title: string; unitId: string | null; dueOn: string | null })
    | null;
  /** The general objective a specific one serves; null for a general one. */
  parent: { id: string; code: string; title: string } | null;
  units: PickerOption[];
  onDone: (id: string) => void;
  onCancel?: () => void;
};

/** A general objective, or a specific one of a compartment with what makes it SMART. */
export function ObjectiveForm({ tenantId, objective, parent, units, onDone, onCancel }: Props) {
  const { t } = useI18n("control");
  const create = useMutation(CreateObjective);
  const update = useMutation(UpdateObjective);
  const key = useIdempotencyKey();
  const isSpecific = parent !== null;
  const label =
    objective !== null
      ? t("objective.edit")
      : t(isSpecific ? "objective.addSpecific" : "objective.addGeneral");
  const form = useForm({
    initial: {
      title: objective?.title ?? "",
      unitId: objective?.unitId ?? (units.length === 1 ? (units[0]?.id ?? null) : null),
      result: objective?.result ?? "",
      resources: objective?.resources ?? "",
      relevance: objective?.relevance ?? "",
      dueOn: objective?.dueOn ?? null,
    },
    thing: objective && {
      version: objective.version,
      again: () => askAgain(ObjectiveAgain, { id: objective.id }),
    },
    draft: { key: `control/objective/${objective?.id ?? `new/${parent?.id ?? tenantId}`}`, label },
    check: ({ title, unitId }) => [
      ...(title.trim().length < 3 ? [{ path: "title", message: t("objective.title.needed") }] : []),
      ...(isSpecific && !unitId ? [{ path: "unitId", message: t("chain.unit.needed") }] : []),
    ],
    send: async ({ unitId, result, resources, relevance, dueOn, title }, expectedVersion) => {
      const all = {
        title: title.trim(),
        result: result.trim() || null,
        resources: resources.trim() || null,
        relevance: relevance.trim() || null,
        dueOn: dueOn || null,
        ...(isSpecific && unitId ? { unitId } : {}),
      };
      if (objective !== null) {
        const { error } = await update.run({ ...all, id: objective.id, expectedVersion });
        if (error !== null) return error;
        announce(t("objective.saved"));
        onDone(objective.id);
        return null;
      }
      const { data, error } = await create.run({
        ...all,
        tenantId,
        parentId: parent?.id ?? null,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      announce(t("objective.saved"));
      onDone(data.createControlObjective.controlObjective.id);
      return null;
    },
  });
  return (
    <Form
      form={form}
      label={label}
      submitLabel={objective === null ? label : t("save")}
      actions={
        onCancel && (
          <Button kind="quiet" onClick={onCancel}>
            {t("cancel")}
          </Button>
        )
      }
    >
      <TextField name="title" label={t("objective.title")} help={t("objective.title.help")} rows={2} />
      {isSpecific && <PickerField name="unitId" label={t("chain.unit")} options={units} />}
      <TextField
        name="result"
        label={t("objective.result")}
        help={t("objective.result.help")}
        rows={2}
        optional
      />
      <TextField
        name="resources"
        label={t("objective.resources")}
        help={t("objective.resources.help")}
        rows={2}
        optional
      />
      <TextField
        name="relevance"
        label={t("objective.relevance")}
        help={t("objective.relevance.help")}
        rows={2}
        optional
      />
      <DateField name="dueOn" label={t("chain.dueOn")} help={t("objective.dueOn.help")} optional />
    </Form>
  );
}
