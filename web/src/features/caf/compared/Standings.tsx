import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { assessmentLook, titleOf } from "../words";
import type { Institution, StepModel } from "./ComparedPage";

/** The latest assessment of each institution: where it stands, at which step, and whether that step is late. */
export function Standings({ rows, steps }: { rows: Institution[]; steps: readonly StepModel[] }) {
  const { t } = useI18n("caf");
  const { longDate } = useFormat();
  const status = ({ standing }: Institution) =>
    standing === null ? t("compared.notBegun") : t(`status.${standing.status}`);
  const step = ({ standing }: Institution) => {
    if (standing === null || standing.status === "CANCELLED") return null;
    const model = steps.find(({ ordinal }) => ordinal === standing.step);
    return model === undefined
      ? t("compared.allSteps")
      : t("step.title", { step: model.ordinal, title: titleOf(model) });
  };
  const columns: Column<Institution>[] = [
    {
      key: "institution",
      header: t("compared.institution"),
      file: { kind: "TEXT", value: localName },
      cell: localName,
    },
    {
      key: "year",
      header: t("year"),
      file: { kind: "CODE", value: ({ standing }) => (standing === null ? null : String(standing.year)) },
      priority: 2,
      cell: ({ standing }) => standing?.year ?? "–",
    },
    {
      key: "status",
      header: t("status"),
      file: { kind: "STATUS", value: status },
      priority: 1,
      cell: (row) => (
        <StatusChip
          status={row.standing === null ? "NOT_STARTED" : assessmentLook[row.standing.status]}
          label={status(row)}
        />
      ),
    },
    {
      key: "step",
      header: t("step"),
      file: { kind: "TEXT", value: step },
      priority: 1,
      cell: (row) => step(row) ?? "–",
    },
    {
      key: "late",
      header: t("compared.due"),
      file: { kind: "STATUS", value: ({ standing }) => (standing?.isLate ? t("compared.isLate") : null) },
      priority: 2,
      cell: ({ standing }) =>
        standing?.isLate ? <StatusChip status="OVERDUE" label={t("compared.isLate")} /> : "–",
    },
    {
      key: "dueOn",
      header: t("dueOn"),
      file: { kind: "DATE", value: ({ standing }) => standing?.dueOn ?? null },
      priority: 3,
      cell: ({ standing }) => (standing?.dueOn ? longDate(standing.dueOn) : "–"),
    },
  ];
  const caption = t("compared.standings");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={caption}
      count={String(rows.length)}
      note={t("compared.standings.note")}
      actions={<ExportMenu file={file} />}
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ slug }) => slug}
        rowLabel={localName}
      />
    </Section>
  );
}
