import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { signed } from "../results/figures";
import styles from "../results/Results.module.css";
import { titleOf } from "../words";
import type { Institution, Released } from "./ComparedPage";

type Row = Institution & { released: Released };

/** What was handed over, criterion by criterion. Scores of different methods or scopes are named as such. */
export function Handed({ rows: all }: { rows: Institution[] }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const rows = all.filter((row): row is Row => row.released !== null);
  const criteria = rows[0]?.released.criteria.map(({ criterion }) => criterion) ?? [];
  const shown = (value: string | null | undefined) => (value ? number(value, { min: 1 }) : "–");
  const value = (row: Row, at: number) =>
    row.released.criteria.find(({ criterion }) => criterion.number === at)?.value?.display ?? null;
  const how = ({ released }: Row) =>
    [t(`method.${released.method}`), ...(released.isWhole ? [] : [t("scope.CHOSEN")])].join(" · ");
  const columns: Column<Row>[] = [
    {
      key: "institution",
      header: t("compared.institution"),
      file: [
        { kind: "TEXT", value: localName },
        { kind: "TEXT", title: t("method"), value: how },
      ],
      cell: (row) => (
        <>
          {localName(row)}
          <div className="small muted">{how(row)}</div>
        </>
      ),
    },
    {
      key: "year",
      header: t("year"),
      file: { kind: "CODE", value: ({ released }) => String(released.year) },
      priority: 1,
      cell: ({ released }) => released.year,
    },
    {
      key: "total",
      header: t("total"),
      file: { kind: "DECIMAL", value: ({ released }) => released.total?.display ?? null },
      isNumeric: true,
      priority: 1,
      cell: ({ released }) => shown(released.total?.display),
    },
    {
      key: "change",
      header: t("change"),
      file: {
        kind: "DECIMAL",
        value: ({ released }) => (released.change === null ? null : Number(released.change)),
      },
      isNumeric: true,
      priority: 2,
      cell: ({ released }) => (released.change === null ? "–" : signed(Number(released.change), number)),
    },
    ...criteria.map((criterion): Column<Row> => {
      const title = t("criterion.title", { number: criterion.number, title: titleOf(criterion) });
      return {
        key: `criterion-${criterion.number}`,
        header: t("compared.criterion", { number: criterion.number }),
        file: { kind: "DECIMAL", title, value: (row) => value(row, criterion.number) },
        isNumeric: true,
        priority: 3,
        cell: (row) => shown(value(row, criterion.number)),
      };
    }),
  ];
  const caption = t("compared.scores");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={caption}
      count={String(rows.length)}
      note={t("compared.scores.note")}
      actions={<ExportMenu file={file} />}
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ slug }) => slug}
        rowLabel={localName}
      />
      <ul className={styles.axes}>
        {criteria.map((criterion) => (
          <li key={criterion.number}>
            {t("criterion.title", { number: criterion.number, title: titleOf(criterion) })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
