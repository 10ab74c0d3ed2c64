import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useFormDraft } from "../../../lib/drafts/useDraft";
import { parseDate, todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { DateField } from "../../../ui/form/DateField";
import { DecimalField } from "../../../ui/form/DecimalField";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { useOfflineReason } from "../here";
import styles from "./Measurements.module.css";
import { withChange } from "./trend";

const measurements = graphql(`
  fragment Measurements_action on PlanAction {
    id
    measurements { id measuredOn value note recordedBy { id displayName } }
  }
`);

const Record = graphql(`
  mutation RecordPlanActionMeasurement($input: RecordPlanActionMeasurementInput!) {
    recordPlanActionMeasurement(input: $input) {
      planAction { id version ...IndicatorSection_action ...ActionCore_action }
    }
  }
`);

type Props = {
  action: FragmentType<typeof measurements>;
  unit: string;
  canMeasure: { allowed: boolean; reason: string | null };
};

/** The measured values as a table with what changed from one to the next; the trend is in the numbers. */
export function Measurements({ action, unit, canMeasure }: Props) {
  const { t } = useI18n("plan");
  const { number, shortDate } = useFormat();
  const { id, measurements: all } = useFragment(measurements, action);
  const [isRecording, setRecording] = useState(false);
  const offline = useOfflineReason();
  return (
    <div className="stack">
      {all.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption>{t("measure.caption", { unit })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("measure.on")}</th>
                <th scope="col" className={styles.number}>
                  {t("measure.value")}
                </th>
                <th scope="col" className={styles.number}>
                  {t("measure.change")}
                </th>
                <th scope="col">{t("measure.note")}</th>
              </tr>
            </thead>
            <tbody>
              {withChange(all).map(({ id: key, measuredOn, value, change, note, recordedBy }) => (
                <tr key={key}>
                  <th scope="row">{shortDate(measuredOn)}</th>
                  <td className={styles.number}>{number(value)}</td>
                  <td className={styles.number}>
                    {change === null ? "–" : change > 0 ? `+${number(change)}` : number(change)}
                  </td>
                  <td>
                    {note}
                    {recordedBy !== null && <span className="muted small"> {recordedBy.displayName}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!canMeasure.allowed ? (
        canMeasure.reason !== null && <p className="muted small">{canMeasure.reason}</p>
      ) : isRecording ? (
        <RecordForm actionId={id} unit={unit} onClose={() => setRecording(false)} />
      ) : (
        <div>
          <Button disabledReason={offline} onClick={() => setRecording(true)}>
            {t("measure.record")}
          </Button>
        </div>
      )}
    </div>
  );
}

type Values = { measuredOn: string | null; value: string | null; note: string };

function RecordForm({ actionId, unit, onClose }: { actionId: string; unit: string; onClose: () => void }) {
  const { t } = useI18n("plan");
  const { t: ui } = useI18n("ui");
  const record = useMutation(Record);
  const key = useIdempotencyKey();
  const form = useForm<Values>({
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
      forget();
      announce(t("measure.recorded"));
      onClose();
      return null;
    },
  });
  const forget = useFormDraft<Values>(form.hook as never, `plan/measure/${actionId}`);
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
