import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { UnitTable_TenantFragment } from "../../../gql/graphql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere } from "../here";

const ofUnits = graphql(`
  fragment UnitTable_tenant on Tenant {
    id
    riskUnits { unit { id nameRo nameEn } openCount aboveToleranceCount reviewOverdueCount }
  }
`);

type Row = UnitTable_TenantFragment["riskUnits"][number];

/** The register of each compartment in figures; each opens the risks it counts. */
export function UnitTable({ tenant }: { tenant: FragmentType<typeof ofUnits> }) {
  const { t } = useI18n("risk");
  const { number } = useFormat();
  const { slug } = useHere();
  const { riskUnits } = useFragment(ofUnits, tenant);
  const rows = riskUnits.filter(({ openCount }) => openCount > 0);
  const withoutCount = riskUnits.length - rows.length;
  const counted = (
    key: string,
    header: string,
    value: (row: Row) => number,
    search: Record<string, string>,
    priority: 1 | 2,
  ): Column<Row> => ({
    key,
    header,
    file: { kind: "WHOLE", value },
    isNumeric: true,
    priority,
    cell: (row) =>
      value(row) === 0 ? (
        "0"
      ) : (
        <Link
          to={`/i/${slug}/risks`}
          search={{ unit: row.unit.id, ...search } as never}
          aria-label={t("units.cell", { count: value(row), what: header, unit: localName(row.unit) })}
        >
          {number(value(row))}
        </Link>
      ),
  });
  const columns: Column<Row>[] = [
    {
      key: "unit",
      header: t("unit"),
      file: { kind: "TEXT", value: ({ unit }) => localName(unit) },
      cell: ({ unit }) => (
        <Link to={`/i/${slug}/risks`} search={{ unit: unit.id } as never}>
          {localName(unit)}
        </Link>
      ),
    },
    counted("open", t("units.open"), ({ openCount }) => openCount, {}, 1),
    counted("above", t("units.above"), (row) => row.aboveToleranceCount, { attention: "above" }, 1),
    counted("overdue", t("units.overdue"), (row) => row.reviewOverdueCount, { attention: "overdue" }, 2),
  ];
  const caption = t("units.title");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={caption}
      count={String(rows.length)}
      note={withoutCount > 0 && t("units.without", { count: withoutCount })}
      actions={rows.length > 0 && <ExportMenu file={file} />}
    >
      {rows.length === 0 ? (
        <Empty text={t("risks.none")} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowId={({ unit }) => unit.id}
          rowLabel={({ unit }) => localName(unit)}
        />
      )}
    </Section>
  );
}
