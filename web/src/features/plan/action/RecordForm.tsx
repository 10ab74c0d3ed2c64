import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { parseDate, todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { DecimalField } from "../../../ui/form/DecimalField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";

const Record = graphql(`
  mutation RecordPlanActionMeasurement($input: RecordPlanActionMeasurementInput!) {
    recordPlanActionMeasurement(input: $input) {
      planAction { id version ...IndicatorSection_action ...ActionCore_action }
    }
  }
`);

type Values = { measuredOn: string | null; value: string | null; note: string };

/** A measured value with its day; what was typed stays on this device until it is recorded. */
export function RecordForm({
  actionId,
  unit,
  onClose,
}: {
  actionId: string;
  unit: string;
  onClose: () => void;
}) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const record = useMutation(Record);
  const key = useIdempotencyKey();
  const form = useForm<Values>({
    draft: { key: `plan/measure/${actionId}`, label: t("measure.record") },
    initial: { measuredOn: todayInBucharest(), value: null, note: "" },
    check: ({ measuredOn, value }) => [
      ...(measuredOn === null || parseDate(measuredOn) === undefined
        ? [{ path: "measuredOn", message: ui("form.date.wrong") }]
        : []),
      ...(value === null || !/^-?\d+(\.\d+)?$/.test(value)
        ? [{ path: "value", message: ui("form.number.wrong") }]
        : []),
    ],
    async send({ measuredOn, value, note }) {
      const { error } = await record.run({
        actionId,
        measuredOn: measuredOn ?? "",
        value: value ?? "",
        note: note || null,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      announce(t("measure.recorded"));
      onClose();
      return null;
    },
  });
  return (
    <Form
      form={form}
      label={t("measure.record")}
      submitLabel={t("measure.save")}
      actions={
        <Button kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      }
    >
      <DateField name="measuredOn" label={t("measure.on")} />
      <DecimalField name="value" label={t("measure.value")} unit={unit} />
      <TextField name="note" label={t("measure.noteLabel")} rows={2} />
    </Form>
  );
}
