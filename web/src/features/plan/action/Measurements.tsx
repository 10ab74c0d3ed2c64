import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { lazily } from "../../../ui/state/lazily";
import { useOfflineReason } from "../here";
import styles from "./Measurements.module.css";
import { withChange } from "./trend";

const measurements = graphql(`
  fragment Measurements_action on PlanAction {
    id
    measurements { id measuredOn value note recordedBy { id displayName } }
  }
`);

const MeasurementsExport = lazily(() => import("./MeasurementsExport"), "MeasurementsExport");
const RecordForm = lazily(() => import("./RecordForm"), "RecordForm");

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
  const rows = withChange(all);
  const caption = t("measure.caption", { unit });
  return (
    <div className="stack">
      {all.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption>{caption}</caption>
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
              {rows.map(({ id: key, measuredOn, value, change, note, recordedBy }) => (
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
      {all.length > 0 && (
        <div className="row">
          <Suspense fallback={null}>
            <MeasurementsExport caption={caption} rows={rows} />
          </Suspense>
        </div>
      )}
      {!canMeasure.allowed ? (
        canMeasure.reason !== null && <p className="muted small">{canMeasure.reason}</p>
      ) : isRecording ? (
        <Suspense fallback={null}>
          <RecordForm actionId={id} unit={unit} onClose={() => setRecording(false)} />
        </Suspense>
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
