import type { ResultsPageQuery } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { titleOf } from "../words";
import type { Results } from "./ResultsPage";

type Others = NonNullable<NonNullable<ResultsPageQuery["cafAssessment"]>["others"]>;
type Row = {
  name: string;
  own: string | null;
  lowest: string;
  median: string;
  highest: string;
};

/** The nine criteria and the total beside what other institutions handed over, without their names. */
export function OthersPart({ results, year, others }: { results: Results; year: number; others: Others }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const own = (at: number) =>
    results.criteria.find(({ criterion }) => criterion.number === at)?.value?.display ?? null;
  const rows: Row[] = [
    ...others.criteria.map(({ criterion, lowest, median, highest }) => ({
      name: t("criterion.title", { number: criterion.number, title: titleOf(criterion) }),
      own: own(criterion.number),
      lowest: lowest.display,
      median: median.display,
      highest: highest.display,
    })),
    {
      name: t("others.total"),
      own: results.total?.display ?? null,
      lowest: others.lowest.display,
      median: others.median.display,
      highest: others.highest.display,
    },
  ];
  const figure = (key: string, header: string, value: (row: Row) => string | null): Column<Row> => ({
    key,
    header,
    file: { kind: "DECIMAL", value },
    isNumeric: true,
    priority: 1,
    cell: (row) => {
      const found = value(row);
      return found === null ? "–" : number(found, { min: 1 });
    },
  });
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: t("criterion"),
      file: { kind: "TEXT", value: ({ name }) => name },
      cell: ({ name }) => name,
    },
    figure("own", String(year), ({ own }) => own),
    figure("lowest", t("others.lowest"), ({ lowest }) => lowest),
    figure("median", t("others.median"), ({ median }) => median),
    figure("highest", t("others.highest"), ({ highest }) => highest),
  ];
  const caption = t("others.title");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={caption}
      note={t("others.note", { count: others.count })}
      actions={<ExportMenu file={file} />}
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ name }) => name}
        rowLabel={({ name }) => name}
      />
    </Section>
  );
}
