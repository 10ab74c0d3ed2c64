import { useWatch } from "react-hook-form";
import type { ActivityDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { CheckboxField, TextField } from "../../../ui/form/fields";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { ActivityAgain, CreateActivity, UpdateActivity } from "./operations";

type Props = {
  /** Null for a new one. */
  activity: ActivityDetailFragment | null;
  objectiveId: string;
  /** Where it is carried out unless somebody chooses another compartment. */
  unitId: string | null;
  units: PickerOption[];
  onDone: (id: string) => void;
  onCancel: () => void;
};

/** An activity of a compartment; a procedural one says which procedure covers it. */
export function ActivityForm({ activity, objectiveId, unitId, units, onDone, onCancel }: Props) {
  const { t } = useI18n("control");
  const create = useMutation(CreateActivity);
  const update = useMutation(UpdateActivity);
  const key = useIdempotencyKey();
  const label = t(activity === null ? "activity.add" : "activity.edit");
  const form = useForm({
    initial: {
      title: activity?.title ?? "",
      unitId: activity?.unit.id ?? unitId,
      isProcedural: activity?.isProcedural ?? true,
      procedureCode: activity?.procedureCode ?? "",
      procedureApprovedOn: activity?.procedureApprovedOn ?? null,
    },
    thing: activity && {
      version: activity.version,
      again: () => askAgain(ActivityAgain, { id: activity.id }),
    },
    draft: { key: `control/activity/${activity?.id ?? `new/${objectiveId}`}`, label },
    check: ({ title, unitId: unit, isProcedural, procedureCode, procedureApprovedOn }) => [
      ...(title.trim().length < 3 ? [{ path: "title", message: t("activity.title.needed") }] : []),
      ...(unit ? [] : [{ path: "unitId", message: t("chain.unit.needed") }]),
      ...(isProcedural && procedureApprovedOn && procedureCode.trim() === ""
        ? [{ path: "procedureCode", message: t("activity.procedureCode.needed") }]
        : []),
    ],
    send: async (values, expectedVersion) => {
      const all = {
        title: values.title.trim(),
        unitId: values.unitId ?? "",
        isProcedural: values.isProcedural,
        procedureCode: values.isProcedural ? values.procedureCode.trim() || null : null,
        procedureApprovedOn: values.isProcedural ? values.procedureApprovedOn || null : null,
      };
      if (activity !== null) {
        const { error } = await update.run({ ...all, id: activity.id, expectedVersion });
        if (error !== null) return error;
        announce(t("activity.saved"));
        onDone(activity.id);
        return null;
      }
      const { data, error } = await create.run({ ...all, objectiveId, idempotencyKey: key.current() });
      if (error !== null) return error;
      key.renew();
      announce(t("activity.saved"));
      onDone(data.createControlActivity.controlActivity.id);
      return null;
    },
  });
  const isProcedural = useWatch({ control: form.hook.control, name: "isProcedural" });
  return (
    <Form
      form={form}
      label={label}
      submitLabel={activity === null ? label : t("save")}
      actions={
        <Button kind="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      }
    >
      <TextField name="title" label={t("activity.title")} rows={2} />
      <PickerField name="unitId" label={t("chain.unit")} options={units} />
      <CheckboxField
        name="isProcedural"
        label={t("activity.isProcedural")}
        help={t("activity.isProcedural.help")}
      />
      {isProcedural && (
        <>
          <TextField
            name="procedureCode"
            label={t("activity.procedureCode")}
            help={t("activity.procedureCode.help")}
            optional
          />
          <DateField
            name="procedureApprovedOn"
            label={t("activity.procedureApprovedOn")}
            help={t("activity.procedureApprovedOn.help")}
            optional
          />
        </>
      )}
    </Form>
  );
}
