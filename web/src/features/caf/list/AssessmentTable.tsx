import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import type { Row } from "../fragments";
import { useHere } from "../here";
import { currentStep } from "../steps";
import { assessmentLook } from "../words";

/** All assessments with where each stands and what it came to. */
export function AssessmentTable({ rows }: { rows: Row[] }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const { slug } = useHere();
  const total = ({ status, results }: Row) =>
    status === "CONCLUDED" ? (results?.total?.display ?? null) : null;
  const columns: Column<Row>[] = [
    {
      key: "title",
      header: t("assessment"),
      file: { kind: "TEXT", value: ({ title }) => title },
      cell: ({ id, title }) => <Link to={`/i/${slug}/caf/${id}`}>{title}</Link>,
    },
    {
      key: "year",
      header: t("year"),
      file: { kind: "CODE", value: ({ year }) => String(year) },
      priority: 1,
      cell: ({ year }) => year,
    },
    {
      key: "status",
      header: t("status"),
      file: { kind: "STATUS", value: ({ status }) => t(`status.${status}`) },
      priority: 1,
      cell: ({ status }) => <StatusChip status={assessmentLook[status]} label={t(`status.${status}`)} />,
    },
    {
      key: "step",
      header: t("step"),
      file: { kind: "WHOLE", value: ({ steps }) => currentStep(steps) },
      priority: 2,
      cell: ({ status, steps }) =>
        status === "CANCELLED" ? "–" : t("step.of", { step: currentStep(steps), all: steps.length }),
    },
    {
      key: "submitted",
      header: t("submitted"),
      file: [
        { kind: "WHOLE", value: ({ submittedCount }) => submittedCount },
        { kind: "WHOLE", title: t("members"), value: ({ memberCount }) => memberCount },
      ],
      priority: 2,
      cell: ({ submittedCount, memberCount }) => t("count.of", { done: submittedCount, all: memberCount }),
    },
    {
      key: "total",
      header: t("total"),
      file: { kind: "DECIMAL", value: total },
      isNumeric: true,
      priority: 3,
      cell: (row) => {
        const value = total(row);
        return value === null ? (
          "–"
        ) : (
          <Link to={`/i/${slug}/caf/${row.id}/results`}>
            {t("total.of", { total: number(value, { min: 1 }) })}
          </Link>
        );
      },
    },
  ];
  const caption = t("list.title");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section title={t("list.all")} count={String(rows.length)} actions={<ExportMenu file={file} />}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ title }) => title}
      />
    </Section>
  );
}
