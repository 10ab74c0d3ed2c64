import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { Downloads } from "../forms/Downloads";
import { inLanguage } from "../words";
import type { CentralisingStatement } from "./SubordinatesPage";

type Counted = CentralisingStatement["rows"][number];
type Standard = CentralisingStatement["standards"][number];
type Props = { tenantId: string; year: number; statement: CentralisingStatement };

/** Annex 3: the institution and those under it, over approved reports only. */
export function Statement({ tenantId, year, statement }: Props) {
  const { t } = useI18n("control");
  return (
    <>
      <Section title={t("form.statement")} note={t("statement.note")} part="statement">
        <Banner>{t("form.unconfirmed")}</Banner>
        {statement.missingCount > 0 && (
          <Banner tone="warn">{t("statement.missing", { count: statement.missingCount })}</Banner>
        )}
        <Downloads form={{ institution: tenantId, year }} of={t("form.statement")} />
      </Section>
      <General year={year} rows={statement.rows} />
      <Standards year={year} rows={statement.standards} />
    </>
  );
}

function General({ year, rows }: { year: number; rows: Counted[] }) {
  const { t } = useI18n("control");
  const name = ({ subject }: Counted) => t(`statement.subject.${subject}`);
  const columns: Column<Counted>[] = [
    { key: "subject", header: t("statement.general"), file: { kind: "TEXT", value: name }, cell: name },
    counted("total", t("statement.total"), ({ totalCount }) => totalCount),
    counted("own", t("statement.own"), ({ ownCount }) => ownCount),
    counted("subordinate", t("statement.subordinate"), ({ subordinateCount }) => subordinateCount),
  ];
  const caption = t("statement.general.table", { year });
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section title={t("statement.general")} actions={<ExportMenu file={file} />}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ subject }) => subject}
        rowLabel={name}
      />
    </Section>
  );
}

function Standards({ year, rows }: { year: number; rows: Standard[] }) {
  const { t } = useI18n("control");
  const name = ({ standard: { number, titleRo, titleEn } }: Standard) =>
    t("synthesis.row", { number, title: inLanguage(titleRo, titleEn) });
  const columns: Column<Standard>[] = [
    { key: "standard", header: t("statement.standard"), file: { kind: "TEXT", value: name }, cell: name },
    counted("I", t("implementation.IMPLEMENTED"), ({ implementedCount }) => implementedCount),
    counted("PI", t("implementation.PARTIALLY_IMPLEMENTED"), ({ partiallyCount }) => partiallyCount),
    counted("NI", t("implementation.NOT_IMPLEMENTED"), ({ notImplementedCount }) => notImplementedCount),
  ];
  const caption = t("statement.standards.table", { year });
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section title={t("statement.standards")} actions={<ExportMenu file={file} />}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ standard }) => standard.code}
        rowLabel={name}
      />
    </Section>
  );
}

function counted<Row>(key: string, header: string, value: (row: Row) => number): Column<Row> {
  return { key, header, file: { kind: "WHOLE", value }, isNumeric: true, priority: 1, cell: value };
}
