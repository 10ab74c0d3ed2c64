import { useState } from "react";
import type { ImportColumn } from "../../gql/graphql";
import { announce } from "../../lib/announce";
import type { ApiError } from "../../lib/api/error";
import { useMutation } from "../../lib/api/useMutation";
import type { TableFile } from "../../lib/export/columns";
import { useI18n } from "../../lib/i18n";
import { useIdempotencyKey } from "../../lib/useIdempotencyKey";
import { Button } from "../../ui/Button";
import { Section } from "../../ui/layout/Section";
import { Banner } from "../../ui/state/Banner";
import { ErrorBox } from "../../ui/state/ErrorBox";
import { type Column, fileColumns } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { ExportMenu } from "../../ui/table/ExportMenu";
import type { Chosen } from "./ChooseSheet";
import { ApplyImportDocument } from "./operations";

type Problem = { line: number; column: ImportColumn | null; message: string };

export type Report = {
  id: number;
  columns: { index: number; column: ImportColumn }[];
  rowCount: number;
  problems: Problem[];
};

type Line = Chosen["sheet"]["rows"][number];

const shown = 50;

/** What would come of it: the lines as they were understood, or what keeps them from being taken over. */
export function Preview({ tenantId, chosen, report }: { tenantId: string; chosen: Chosen; report: Report }) {
  const { t } = useI18n("import");
  const apply = useMutation(ApplyImportDocument);
  const key = useIdempotencyKey();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [imported, setImported] = useState<number | null>(null);
  const { kind, planId, sheet } = chosen;

  if (imported !== null) {
    return (
      <Section title={t("step.done")}>
        <Banner>{t(`done.${kind}`, { count: imported })}</Banner>
      </Section>
    );
  }
  if (report.problems.length > 0) return <Problems chosen={chosen} report={report} />;

  async function run() {
    setFailure(null);
    const columns = report.columns;
    const input = { tenantId, kind, planId, columns, rows: sheet.rows, idempotencyKey: key.current() };
    const { data, error } = await apply.run(input);
    if (error !== null) {
      setFailure(error);
      return;
    }
    key.renew();
    const count = data.applyImport.importedCount;
    announce(t(`done.${kind}`, { count }));
    setImported(count);
  }

  const columns: Column<Line>[] = [
    {
      key: "line",
      header: t("line.header"),
      file: { kind: "WHOLE", value: ({ number }) => number },
      cell: ({ number }) => number,
      isNumeric: true,
    },
    ...report.columns.map(
      ({ index, column }): Column<Line> => ({
        key: column,
        header: labelOf(chosen, column),
        file: { kind: "TEXT", value: ({ cells }) => cells[index] ?? null },
        cell: ({ cells }) => cells[index] || "–",
      }),
    ),
  ];

  return (
    <Section
      title={t("step.preview")}
      note={t("preview.note", { count: report.rowCount })}
      actions={
        <>
          <ExportMenu file={fileOf(t("preview.caption"), columns, sheet.rows)} />
          <Button kind="filled" isBusy={apply.isBusy} onClick={() => void run()}>
            {t("apply", { count: report.rowCount })}
          </Button>
        </>
      }
    >
      {failure !== null && <ErrorBox error={failure} />}
      <DataTable
        caption={t("preview.caption")}
        rows={sheet.rows.slice(0, shown)}
        totalCount={report.rowCount}
        rowId={({ number }) => String(number)}
        rowLabel={({ number }) => t("line", { number })}
        columns={columns}
      />
    </Section>
  );
}

function Problems({ chosen, report }: { chosen: Chosen; report: Report }) {
  const { t } = useI18n("import");
  const cellOf = ({ line, column }: Problem) => {
    const at = report.columns.find((one) => one.column === column)?.index;
    const row = chosen.sheet.rows.find(({ number }) => number === line);
    return (at === undefined ? undefined : row?.cells[at]) ?? "";
  };
  const rows = report.problems.map((problem, at) => ({ ...problem, at }));
  const placeOf = ({ column }: Problem) => (column === null ? t("problem.whole") : labelOf(chosen, column));
  const columns: Column<Problem & { at: number }>[] = [
    {
      key: "line",
      header: t("line.header"),
      file: { kind: "WHOLE", value: ({ line }) => line },
      cell: ({ line }) => t("line", { number: line }),
    },
    {
      key: "column",
      header: t("problem.column"),
      file: { kind: "TEXT", value: placeOf },
      cell: placeOf,
      priority: 1,
    },
    {
      key: "value",
      header: t("problem.value"),
      file: { kind: "TEXT", value: cellOf },
      cell: (problem) => cellOf(problem) || "–",
      priority: 2,
    },
    {
      key: "message",
      header: t("problem.message"),
      file: { kind: "TEXT", value: ({ message }) => message },
      cell: ({ message }) => message,
      priority: 1,
    },
  ];
  return (
    <Section
      title={t("step.problems")}
      actions={<ExportMenu file={fileOf(t("problems.caption"), columns, rows)} />}
    >
      <Banner tone="warn">{t("problems.note")}</Banner>
      <DataTable
        caption={t("problems.caption")}
        rows={rows}
        rowId={({ at }) => String(at)}
        rowLabel={({ line }) => t("line", { number: line })}
        columns={columns}
      />
    </Section>
  );
}

function fileOf<Row>(caption: string, columns: Column<Row>[], rows: Row[]): TableFile<Row> {
  return { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
}

function labelOf({ rules }: Chosen, column: ImportColumn): string {
  return rules.find((rule) => rule.column === column)?.label ?? column;
}
