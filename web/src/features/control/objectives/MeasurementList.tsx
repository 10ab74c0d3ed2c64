import { useState } from "react";
import type { IndicatorDetailFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useOfflineReason } from "../here";
import styles from "./MeasurementList.module.css";
import { DeleteMeasurement } from "./operations";

type Measured = IndicatorDetailFragment["measurements"][number];

/** What was measured, the newest first; a wrong value is taken out and entered again. */
export function MeasurementList({ indicator }: { indicator: IndicatorDetailFragment }) {
  const { t } = useI18n("control");
  const { number, shortDate } = useFormat();
  const offline = useOfflineReason();
  const remove = useMutation(DeleteMeasurement);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const { name, measuredIn, viewerCan } = indicator;
  const rows = indicator.measurements.toSorted((one, other) =>
    other.measuredOn.localeCompare(one.measuredOn),
  );
  if (rows.length === 0) return <p className="muted">{t("measurement.empty")}</p>;
  // Beside the tree there is room for two columns.
  const columns: Column<Measured>[] = [
    {
      key: "on",
      header: t("measurement.on"),
      file: [
        { kind: "DATE", value: ({ measuredOn }) => measuredOn },
        { kind: "TEXT", title: t("measurement.note"), value: ({ note }) => note },
        { kind: "TEXT", title: t("measurement.by"), value: ({ measuredBy }) => measuredBy.displayName },
      ],
      cell: ({ measuredOn, note, measuredBy }) => (
        <>
          {shortDate(measuredOn)}
          {note !== null && <span className={styles.note}>{note}</span>}
          <span className={styles.by}>{measuredBy.displayName}</span>
        </>
      ),
    },
    {
      key: "value",
      header: t("measurement.valueIn", { unit: measuredIn }),
      file: { kind: "DECIMAL", value: ({ value }) => value },
      isNumeric: true,
      priority: 1,
      cell: ({ value }) => number(value),
    },
  ];
  const caption = t("measurement.of", { name });

  async function takeOut(row: Measured) {
    const { error } = await remove.run({ id: row.id });
    setFailure(error);
    if (error === null) announce(t("measurement.removed", { date: shortDate(row.measuredOn) }));
  }

  return (
    <section aria-label={caption} className="stack">
      <div className="row">
        <h3>{t("measurements")}</h3>
        <ExportMenu
          file={{ name: caption, caption, columns: fileColumns(columns), total: rows.length, rows }}
        />
      </div>
      {failure !== null && <ErrorBox error={failure} />}
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ measuredOn }) => shortDate(measuredOn)}
        {...(viewerCan.measure.allowed
          ? {
              actions: (row: Measured) => [
                {
                  label: t("measurement.remove"),
                  disabledReason: offline,
                  onSelect: () => void takeOut(row),
                },
              ],
            }
          : {})}
      />
    </section>
  );
}
