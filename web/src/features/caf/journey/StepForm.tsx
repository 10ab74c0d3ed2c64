import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { DateField } from "../../../ui/form/DateField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import type { Step } from "../fragments";
import { AssessmentAgain, UpdateStep } from "../operations";
import { usePeople } from "../people";

type Props = { assessmentId: string; step: Step; onDone: () => void };

/** Who answers for a step, by when, when it was done, and what came of it. */
export function StepForm({ assessmentId, step, onDone }: Props) {
  const { t } = useI18n("caf");
  const update = useMutation(UpdateStep);
  const people = usePeople({ chosen: step.responsible });
  const label = t("step.edit", { step: step.ordinal });
  const form = useForm({
    initial: {
      responsibleId: step.responsible?.id ?? null,
      dueOn: step.dueOn,
      doneOn: step.doneOn,
      note: step.note ?? "",
    },
    thing: { version: step.version, again: () => askAgain(AssessmentAgain, { id: assessmentId }) },
    draft: { key: `caf/step/${step.id}`, label },
    check: ({ doneOn }) =>
      doneOn && doneOn > todayInBucharest() ? [{ path: "doneOn", message: t("step.doneOn.future") }] : [],
    send: async ({ responsibleId, dueOn, doneOn, note }, expectedVersion) => {
      const { error } = await update.run({
        id: step.id,
        expectedVersion,
        responsibleId,
        dueOn: dueOn || null,
        ...(step.isDerived ? {} : { doneOn: doneOn || null }),
        note: note.trim() || null,
      });
      if (error !== null) return error;
      announce(t("step.saved", { step: step.ordinal }));
      onDone();
      return null;
    },
  });
  return (
    <Form form={form} label={label} submitLabel={t("save")}>
      <PickerField name="responsibleId" label={t("step.responsible")} options={people} optional />
      <DateField name="dueOn" label={t("step.dueOn")} optional />
      {!step.isDerived && (
        <DateField name="doneOn" label={t("step.doneOn")} help={t("step.doneOn.help")} optional />
      )}
      <TextField name="note" label={t("step.note")} help={t("step.note.help")} rows={3} optional />
    </Form>
  );
}
