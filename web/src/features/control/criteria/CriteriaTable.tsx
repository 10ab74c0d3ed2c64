import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { inLanguage } from "../words";
import type { Criterion } from "./versions";

/** One version of the list: what is asked under each standard; 0 is the catalogue. */
export function CriteriaTable({ number, criteria }: { number: number; criteria: Criterion[] }) {
  const { t } = useI18n("control");
  const standardOf = ({ standard }: Criterion) =>
    t("synthesis.row", {
      number: standard.number,
      title: inLanguage(standard.titleRo, standard.titleEn),
    });
  const originOf = ({ isOwn }: Criterion) => t(isOwn ? "criteria.own" : "criteria.catalogue");
  const columns: Column<Criterion>[] = [
    {
      key: "code",
      header: t("criteria.code"),
      file: { kind: "CODE", value: ({ code }) => code },
      cell: ({ code }) => code,
    },
    {
      key: "standard",
      header: t("criteria.standard"),
      file: { kind: "TEXT", value: standardOf },
      priority: 2,
      cell: standardOf,
    },
    {
      key: "label",
      header: t("criteria.label"),
      file: [
        { kind: "TEXT", value: ({ labelRo }) => labelRo },
        { kind: "TEXT", title: t("criteria.label.en"), value: ({ labelEn }) => labelEn },
      ],
      priority: 1,
      cell: ({ labelRo, labelEn }) => inLanguage(labelRo, labelEn),
    },
    {
      key: "isOwn",
      header: t("criteria.origin"),
      file: { kind: "TEXT", value: originOf },
      priority: 3,
      cell: originOf,
    },
  ];
  const caption = number === 0 ? t("criteria.table.catalogue") : t("criteria.table", { number });
  const file = {
    name: caption,
    caption,
    columns: fileColumns(columns),
    total: criteria.length,
    rows: criteria,
  };
  return (
    <Section title={t("criteria.list")} count={String(criteria.length)} actions={<ExportMenu file={file} />}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={criteria}
        rowId={({ code }) => code}
        rowLabel={({ code }) => code}
      />
    </Section>
  );
}
