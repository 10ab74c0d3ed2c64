import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere } from "../here";
import { conformityLook, subordinateLook } from "../words";
import type { Subordinate } from "./SubordinatesPage";

const progressOf = ({ completeCount, criterionCount }: Subordinate) =>
  criterionCount === 0 ? 0 : Math.floor((completeCount * 100) / criterionCount);

/** How far each institution is: numbers and states, never an answer. */
export function Subordinates({ year, rows }: { year: number; rows: Subordinate[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const columns: Column<Subordinate>[] = [
    {
      key: "name",
      header: t("subordinates.institution"),
      file: { kind: "TEXT", value: localName },
      cell: localName,
    },
    {
      key: "state",
      header: t("subordinates.state"),
      file: { kind: "STATUS", value: ({ state }) => t(`subordinate.state.${state}`) },
      priority: 1,
      cell: ({ state, isLate }) => (
        <span className="row">
          <StatusChip status={subordinateLook[state]} label={t(`subordinate.state.${state}`)} />
          {isLate && <StatusChip status="OVERDUE" label={t("subordinate.late")} />}
        </span>
      ),
    },
    {
      key: "progress",
      header: t("campaign.progress"),
      file: {
        kind: "PERCENT",
        value: (row) => (row.criterionCount === 0 ? null : progressOf(row)),
      },
      priority: 1,
      cell: (row) => (row.criterionCount === 0 ? "–" : <Progress value={progressOf(row)} />),
    },
    {
      key: "handedIn",
      header: t("campaign.handedIn"),
      file: [
        { kind: "WHOLE", value: ({ submittedCount }) => submittedCount },
        {
          kind: "WHOLE",
          title: t("campaign.compartments"),
          value: ({ questionnaireCount }) => questionnaireCount,
        },
      ],
      priority: 3,
      cell: ({ submittedCount: done, questionnaireCount: all }) =>
        all === 0 ? "–" : t("count.of", { done, all }),
    },
    {
      key: "due",
      header: t("campaign.dueOn"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 2,
      cell: ({ dueOn, state }) =>
        dueOn === null ? "–" : <Deadline dueOn={dueOn} isBare isSettled={state !== "IN_PROGRESS"} />,
    },
    {
      key: "reportDue",
      header: t("subordinates.reportDueOn"),
      file: { kind: "DATE", value: ({ reportDueOn }) => reportDueOn },
      priority: 3,
      cell: ({ reportDueOn, state }) =>
        reportDueOn === null ? "–" : <Deadline dueOn={reportDueOn} isBare isSettled={state === "RELEASED"} />,
    },
    {
      key: "report",
      header: t("subordinates.report"),
      file: {
        kind: "STATUS",
        value: ({ report }) => report && t(`conformity.${report.conformity}`),
      },
      priority: 1,
      cell: (row) =>
        row.report === null ? (
          "–"
        ) : (
          <span className="row">
            <StatusChip
              status={conformityLook[row.report.conformity]}
              label={t(`conformity.${row.report.conformity}`)}
            />
            <Link
              to={`/i/${slug}/control/${year}/subordinates`}
              search={{ act: "report", institution: row.institutionId, part: "report" } as never}
              replace
              resetScroll={false}
              aria-label={t("subordinates.read.of", { institution: localName(row) })}
            >
              {t("subordinates.read")}
            </Link>
          </span>
        ),
    },
  ];
  const caption = t("subordinates.of", { year });
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section
      title={t("subordinates.list")}
      count={String(rows.length)}
      part="list"
      actions={<ExportMenu file={file} />}
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ institutionId }) => institutionId}
        rowLabel={localName}
      />
    </Section>
  );
}
