import type { CafPlausibility } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { titleOf } from "../words";
import { changeOf, signed, type Value } from "./figures";
import styles from "./Results.module.css";
import type { Previous, Results } from "./ResultsPage";

type Row = {
  key: string;
  isCriterion: boolean;
  name: string;
  value: Value | null;
  average: Value | null;
  before: Value | null;
  warnings: readonly CafPlausibility[];
  reason: string | null;
};

/** Everything in rows: the agreed score, the average of the members beside it in grey, the time before, the warnings. */
export function ResultTable({ results, previous }: { results: Results; previous: Previous | null }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const rows = rowsOf(results, previous, (criterion, title) =>
    t("criterion.title", { number: criterion, title }),
  );
  const shown = (value: Value | null) => (value ? number(value.display, { min: 1 }) : "–");
  const warned = ({ warnings }: Row) => warnings.map((warning) => t(`warning.${warning}`)).join(" ") || null;
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: t("subcriterion.column"),
      file: { kind: "TEXT", value: ({ name }) => name },
      cell: ({ name, isCriterion }) => (isCriterion ? name : <span className={styles.sub}>{name}</span>),
    },
    {
      key: "value",
      header: t("consensus"),
      file: { kind: "DECIMAL", value: ({ value }) => value?.display ?? null },
      isNumeric: true,
      priority: 1,
      cell: ({ value, isCriterion }) => (isCriterion ? <strong>{shown(value)}</strong> : shown(value)),
    },
    {
      key: "average",
      header: t("average"),
      file: { kind: "DECIMAL", value: ({ average }) => average?.display ?? null },
      isNumeric: true,
      priority: 2,
      cell: ({ average, isCriterion }) =>
        isCriterion ? "" : <span className="muted">{shown(average)}</span>,
    },
    ...(previous === null
      ? []
      : ([
          {
            key: "before",
            header: String(previous.year),
            file: { kind: "DECIMAL", value: ({ before }) => before?.display ?? null },
            isNumeric: true,
            priority: 3,
            cell: ({ before }) => shown(before),
          },
          {
            key: "change",
            header: t("change"),
            file: { kind: "DECIMAL", value: ({ value, before }) => changeOf(value, before) },
            isNumeric: true,
            priority: 2,
            cell: ({ value, before }) => {
              const change = changeOf(value, before);
              return change === null ? "–" : signed(change, number);
            },
          },
        ] satisfies Column<Row>[])),
    {
      key: "warnings",
      header: t("warnings"),
      file: [
        { kind: "TEXT", value: warned },
        { kind: "TEXT", title: t("reason"), value: ({ reason }) => reason },
      ],
      priority: 3,
      cell: (row) =>
        row.warnings.length === 0 ? (
          ""
        ) : (
          <>
            <StatusChip status="SUSPECT" label={t("warning.short")} />{" "}
            <span className="small muted">{warned(row)}</span>
          </>
        ),
    },
  ];
  const caption = t("table.title");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section title={caption} note={t("table.note")} actions={<ExportMenu file={file} />}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ key }) => key}
        rowLabel={({ name }) => name}
      />
    </Section>
  );
}

function rowsOf(
  results: Results,
  previous: Previous | null,
  nameOf: (criterion: number, title: string) => string,
): Row[] {
  return results.criteria.flatMap(({ criterion, value, subcriteria }) => {
    const old = previous?.results?.criteria.find((one) => one.criterion.number === criterion.number);
    return [
      {
        key: String(criterion.number),
        isCriterion: true,
        name: nameOf(criterion.number, titleOf(criterion)),
        value,
        average: null,
        before: old?.value ?? null,
        warnings: [],
        reason: null,
      },
      ...subcriteria.map((one) => ({
        key: one.subcriterion.code,
        isCriterion: false,
        name: `${one.subcriterion.code} ${titleOf(one.subcriterion)}`,
        value: one.value,
        average: one.average,
        before:
          old?.subcriteria.find(({ subcriterion }) => subcriterion.code === one.subcriterion.code)?.value ??
          null,
        warnings: one.warnings,
        reason: one.reason,
      })),
    ];
  });
}
