import { Suspense } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Card, Section } from "../../../ui/layout/Section";
import { ViewTabs } from "../../../ui/layout/ViewTabs";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { titleOf } from "../words";
import { changeOf, signed } from "./figures";
import type { Previous, Results } from "./ResultsPage";

// The library of charts is heavy: it comes when somebody asks for the picture.
const Radar = lazily(() => import("./Radar"), "Radar");

type Props = { results: Results; year: number; previous: Previous | null };
type Row = Results["criteria"][number];

/** The nine criteria as a table, or the same as a radar. */
export function CriteriaPart({ results, year, previous }: Props) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const [search] = useSearchState();
  const view = textOf(search.criteria) === "radar" ? "radar" : "table";
  const before = ({ criterion }: Row) =>
    previous?.results?.criteria.find((one) => one.criterion.number === criterion.number)?.value ?? null;
  const name = ({ criterion }: Row) =>
    t("criterion.title", { number: criterion.number, title: titleOf(criterion) });
  const shown = (value: { display: string } | null) => (value ? number(value.display, { min: 1 }) : "–");
  const rows = [...results.criteria];
  const compared = rows.map((row) => changeOf(row.value, before(row))).filter((one) => one !== null);
  // A criterion without a value is not a zero: the picture waits for all nine.
  const isWhole = rows.every(({ value }) => value !== null);
  const grown = compared.filter((one) => one > 0).length;
  const title =
    compared.length === 0
      ? t("radar.title")
      : grown === 0
        ? t("radar.grown.none")
        : t("radar.grown", { count: grown, all: compared.length });
  const columns: Column<Row>[] = [
    {
      key: "criterion",
      header: t("criterion"),
      file: { kind: "TEXT", value: name },
      cell: name,
    },
    {
      key: "now",
      header: String(year),
      file: { kind: "DECIMAL", value: ({ value }) => value?.display ?? null },
      isNumeric: true,
      priority: 1,
      cell: ({ value }) => shown(value),
    },
    ...(previous === null
      ? []
      : ([
          {
            key: "before",
            header: String(previous.year),
            file: { kind: "DECIMAL", value: (row) => before(row)?.display ?? null },
            isNumeric: true,
            priority: 1,
            cell: (row) => shown(before(row)),
          },
          {
            key: "change",
            header: t("change"),
            file: { kind: "DECIMAL", value: (row) => changeOf(row.value, before(row)) },
            isNumeric: true,
            priority: 2,
            cell: (row) => {
              const change = changeOf(row.value, before(row));
              return change === null ? "–" : signed(change, number);
            },
          },
        ] satisfies Column<Row>[])),
  ];
  const caption = t("radar.title");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section title={title} note={t("radar.note")} actions={<ExportMenu file={file} />}>
      <ViewTabs
        label={t("radar.views")}
        param="criteria"
        current={view}
        tabs={[
          { key: "table", label: t("view.table") },
          { key: "radar", label: t("view.radar") },
        ]}
      />
      {view === "radar" && isWhole ? (
        <Card>
          <Suspense fallback={<SkeletonLines count={8} />}>
            <Radar
              finding={title}
              axes={rows.map(name)}
              series={[
                { name: String(year), values: rows.map(({ value }) => Number(value?.display)) },
                ...(previous === null || compared.length < rows.length
                  ? []
                  : [
                      {
                        name: String(previous.year),
                        values: rows.map((row) => Number(before(row)?.display)),
                      },
                    ]),
              ]}
            />
          </Suspense>
        </Card>
      ) : view === "radar" ? (
        <p className="muted">{t("radar.waits")}</p>
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowId={({ criterion }) => String(criterion.number)}
          rowLabel={name}
        />
      )}
    </Section>
  );
}
