import type { ProceduresPageQuery } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";

type UnitCoverages = NonNullable<ProceduresPageQuery["tenant"]>["procedureCoverage"]["units"];
type Row = UnitCoverages[number];

/** How far procedures cover the activities of each compartment. */
export function UnitCoverage({ units }: { units: UnitCoverages }) {
  const { t } = useI18n("control");
  const [, setSearch] = useSearchState();
  const columns: Column<Row>[] = [
    {
      key: "unit",
      header: t("chain.unit"),
      file: { kind: "TEXT", value: ({ unit }) => localName(unit) },
      cell: ({ unit }) => localName(unit),
    },
    {
      key: "procedural",
      header: t("procedures.procedural"),
      file: { kind: "WHOLE", value: ({ proceduralCount }) => proceduralCount },
      isNumeric: true,
      priority: 2,
      cell: ({ proceduralCount }) => proceduralCount,
    },
    {
      key: "covered",
      header: t("procedures.covered"),
      file: { kind: "WHOLE", value: ({ coveredCount }) => coveredCount },
      isNumeric: true,
      priority: 2,
      cell: ({ coveredCount }) => coveredCount,
    },
    {
      key: "coverage",
      header: t("procedures.coverage"),
      file: { kind: "PERCENT", value: ({ percent }) => percent },
      priority: 1,
      cell: ({ percent }) =>
        percent === null ? (
          <span className="muted">{t("procedures.coverage.none")}</span>
        ) : (
          <Progress value={percent} />
        ),
    },
  ];
  const caption = t("procedures.byUnit");
  return (
    <Section
      title={caption}
      count={String(units.length)}
      actions={
        <ExportMenu
          file={{ name: caption, caption, columns: fileColumns(columns), total: units.length, rows: units }}
        />
      }
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={units}
        rowId={({ unit }) => unit.id}
        rowLabel={({ unit }) => localName(unit)}
        actions={({ unit }) => [
          { label: t("procedures.ofUnit"), onSelect: () => setSearch({ unit: [unit.id] }) },
        ]}
      />
    </Section>
  );
}
