import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useOfflineReason } from "../here";
import styles from "../report/Report.module.css";
import { conformityLook, implementationLook, inLanguage } from "../words";
import type { Handed, Subordinate } from "./SubordinatesPage";

type Row = Handed["synthesis"]["rows"][number];
type Props = {
  year: number;
  subordinate: Subordinate;
  report: Handed;
  onClose: () => void;
  onReturn: () => void;
};

/** A report that was handed over, as it was approved: the version, its hash and its annex 4.2. */
export function SubordinateReport({ year, subordinate, report, onClose, onReturn }: Props) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const offline = useOfflineReason();
  const day = (instant: string | null) =>
    instant === null ? null : longDate(dateInBucharest(new Date(instant)));
  const institution = localName(subordinate);
  const { version, synthesis, conformity } = report;
  return (
    <Section
      title={t("handed.title", { institution, year })}
      part="report"
      actions={
        <>
          {subordinate.state === "RELEASED" && (
            <Button disabledReason={offline} onClick={onReturn}>
              {t("act.return")}
            </Button>
          )}
          <Button onClick={onClose}>{t("handed.close")}</Button>
        </>
      }
    >
      {version.returnedAt !== null && (
        <Banner tone="warn">
          {t("handed.returned", { date: day(version.returnedAt) ?? "", remark: version.remark ?? "" })}
        </Banner>
      )}
      <Card>
        <Facts
          facts={[
            {
              label: t("campaign.conformity"),
              value: <StatusChip status={conformityLook[conformity]} label={t(`conformity.${conformity}`)} />,
            },
            {
              label: t("handed.implemented"),
              value: t("count.of", { done: synthesis.implementedCount, all: synthesis.rows.length }),
            },
            { label: t("version"), value: String(version.number) },
            { label: t("version.approvedAt"), value: day(version.approvedAt) },
            { label: t("version.releasedAt"), value: day(version.releasedAt) },
            { label: t("version.hash"), value: <code className={styles.hash}>{version.hash}</code> },
          ]}
        />
      </Card>
      <Standards caption={t("handed.table", { institution, year })} rows={synthesis.rows} />
    </Section>
  );
}

function Standards({ caption, rows }: { caption: string; rows: Row[] }) {
  const { t } = useI18n("control");
  const name = ({ standard: { number, titleRo, titleEn } }: Row) =>
    t("synthesis.row", { number, title: inLanguage(titleRo, titleEn) });
  const count = (key: string, header: string, title: string, value: (row: Row) => number): Column<Row> => ({
    key,
    header,
    file: { kind: "WHOLE", value, title },
    isNumeric: true,
    priority: 2,
    cell: value,
  });
  const columns: Column<Row>[] = [
    { key: "standard", header: t("synthesis.standard"), file: { kind: "TEXT", value: name }, cell: name },
    count("applicable", t("synthesis.applicable"), t("synthesis.applicable"), (row) => row.applicableCount),
    count("I", t("synthesis.column.I"), t("synthesis.file.I"), (row) => row.implementedCount),
    count("PI", t("synthesis.column.PI"), t("synthesis.file.PI"), (row) => row.partiallyCount),
    count("NI", t("synthesis.column.NI"), t("synthesis.file.NI"), (row) => row.notImplementedCount),
    {
      key: "status",
      header: t("synthesis.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`implementation.${status}`) },
      priority: 1,
      cell: ({ status }) => (
        <StatusChip status={implementationLook[status]} label={t(`implementation.${status}`)} />
      ),
    },
  ];
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <>
      <div className="row">
        <ExportMenu file={file} />
      </div>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ standard }) => standard.code}
        rowLabel={name}
      />
    </>
  );
}
