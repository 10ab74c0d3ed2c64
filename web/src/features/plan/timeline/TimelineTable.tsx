import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Progress } from "../../../ui/Progress";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ActionStatus } from "../ActionStatus";
import { useHere } from "../here";
import type { TimelineAction } from "./Timeline";

/** What the table says of an action. */
export function useTimelineColumns(): Column<TimelineAction>[] {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  const { shortDate } = useFormat();
  return [
    {
      key: "title",
      header: t("column.title"),
      file: [
        { title: t("column.code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
      cell: ({ id, code, title }) => (
        <Link to={`/i/${slug}/actions/${id}`}>
          {code} {title}
        </Link>
      ),
    },
    {
      key: "start",
      header: t("column.start"),
      file: { kind: "DATE", value: ({ startOn }) => startOn },
      priority: 1,
      cell: ({ startOn }) => (startOn === null ? "–" : shortDate(startOn)),
    },
    {
      key: "due",
      header: t("column.due"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 1,
      cell: ({ dueOn }) => (dueOn === null ? "–" : shortDate(dueOn)),
    },
    {
      key: "after",
      header: t("timeline.waitsFor"),
      file: { kind: "TEXT", value: ({ dependencies }) => codesOf(dependencies) },
      priority: 2,
      cell: ({ dependencies }) => codesOf(dependencies) || "–",
    },
    {
      key: "status",
      header: t("column.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`status.${status}`) },
      priority: 2,
      cell: ({ status }) => <ActionStatus status={status} />,
    },
    {
      key: "progress",
      header: t("column.progress"),
      file: { kind: "PERCENT", value: ({ progress }) => progress },
      priority: 3,
      cell: ({ progress }) => <Progress value={progress} label={t("column.progress")} />,
    },
  ];
}

/** The timeline in words: begin, end, what it waits for, how far it is. */
export function TimelineTable({ actions }: { actions: TimelineAction[] }) {
  const { t } = useI18n("plan");
  const columns = useTimelineColumns();
  return (
    <DataTable
      caption={t("timeline.label")}
      rows={actions}
      rowId={({ id }) => id}
      rowLabel={({ code, title }) => `${code} ${title}`}
      columns={columns}
    />
  );
}

function codesOf(dependencies: TimelineAction["dependencies"]): string {
  return dependencies.map(({ code }) => code).join(", ");
}
