import type { Measurements_ActionFragment } from "../../../gql/graphql";
import type { TableFile } from "../../../lib/export/columns";
import { useI18n } from "../../../lib/i18n";
import { ExportMenu } from "../../../ui/table/ExportMenu";

type Measured = Measurements_ActionFragment["measurements"][number] & { change: number | null };

/** The measured values as a file. */
export function MeasurementsExport({ caption, rows }: { caption: string; rows: Measured[] }) {
  const { t } = useI18n("plan");
  const file: TableFile<Measured> = {
    name: caption,
    caption,
    columns: [
      { title: t("measure.on"), kind: "DATE", value: ({ measuredOn }) => measuredOn },
      { title: t("measure.value"), kind: "DECIMAL", value: ({ value }) => value },
      { title: t("measure.change"), kind: "DECIMAL", value: ({ change }) => change },
      { title: t("measure.note"), kind: "TEXT", value: ({ note }) => note },
      { title: t("measure.by"), kind: "TEXT", value: ({ recordedBy }) => recordedBy?.displayName ?? null },
    ],
    total: rows.length,
    rows,
  };
  return <ExportMenu file={file} />;
}
