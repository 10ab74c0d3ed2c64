import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { Erasures_TenantFragment } from "../../../gql/graphql";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";

const erasures = graphql(`
  fragment Erasures_tenant on Tenant {
    id
    erasures { erasedAt basis isFunctionErased membership { id displayName } }
  }
`);

type Erasure = Erasures_TenantFragment["erasures"][number];

/** Whose data were erased on request, for the records of data protection. Without any, nothing is shown. */
export function Erasures({ tenant }: { tenant: FragmentType<typeof erasures> }) {
  const { t } = useI18n("tenancy");
  const { shortDate } = useFormat();
  const rows = useFragment(erasures, tenant).erasures;
  if (rows.length === 0) return null;
  const columns: Column<Erasure>[] = [
    {
      key: "function",
      header: t("erasures.function"),
      file: { kind: "TEXT", value: ({ membership }) => membership?.displayName ?? null },
      cell: ({ membership }) => membership?.displayName,
    },
    {
      key: "basis",
      header: t("erasures.basis"),
      file: { kind: "TEXT", value: ({ basis }) => basis },
      priority: 1,
      cell: ({ basis }) => basis,
    },
    {
      key: "at",
      header: t("erasures.at"),
      file: { kind: "DATE", value: ({ erasedAt }) => dateInBucharest(new Date(erasedAt)) },
      priority: 2,
      cell: ({ erasedAt }) => shortDate(dateInBucharest(new Date(erasedAt))),
    },
  ];
  const file = {
    name: t("erasures.title"),
    caption: t("erasures.title"),
    columns: fileColumns(columns),
    total: rows.length,
    rows,
  };
  return (
    <Section title={t("erasures.title")} note={t("erasures.note")} actions={<ExportMenu file={file} />}>
      <DataTable
        caption={t("erasures.title")}
        columns={columns}
        rows={rows}
        rowId={({ membership }) => membership?.id ?? ""}
        rowLabel={({ membership }) => membership?.displayName ?? ""}
      />
    </Section>
  );
}
