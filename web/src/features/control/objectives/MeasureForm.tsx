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
import { RecordMeasurement } from "./operations";

type Values = { measuredOn: string | null; value: string | null; note: string };
type Props = { indicatorId: string; unit: string; onDone: () => void };

/** A measured value with its day. */
export function MeasureForm({ indicatorId, unit, onDone }: Props) {
  const { t } = useI18n("control");
  const { t: ui } = useI18n("ui");
  const record = useMutation(RecordMeasurement);
  const key = useIdempotencyKey();
  const form = useForm<Values>({
    initial: { measuredOn: todayInBucharest(), value: null, note: "" },
    draft: { key: `control/measure/${indicatorId}`, label: t("measurement.add") },
    check: ({ measuredOn, value }) => [
      ...(measuredOn === null || parseDate(measuredOn) === undefined
        ? [{ path: "measuredOn", message: ui("form.date.wrong") }]
        : []),
      ...(value === null || !/^-?\d+(\.\d+)?$/.test(value)
        ? [{ path: "value", message: ui("form.number.wrong") }]
        : []),
    ],
    send: async ({ measuredOn, value, note }) => {
      const { error } = await record.run({
        indicatorId,
        measuredOn: measuredOn ?? "",
        value: value ?? "",
        note: note.trim() || null,
        idempotencyKey: key.current(),
      });
      if (error !== null) return error;
      key.renew();
      announce(t("measurement.saved"));
      onDone();
      return null;
    },
  });
  return (
    <Form
      form={form}
      label={t("measurement.add")}
      submitLabel={t("measurement.add")}
      actions={
        <Button kind="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
      }
    >
      <DateField name="measuredOn" label={t("measurement.on")} />
      <DecimalField name="value" label={t("measurement.value")} unit={unit} />
      <TextField
        name="note"
        label={t("measurement.note")}
        help={t("measurement.note.help")}
        rows={2}
        optional
      />
    </Form>
  );
}
