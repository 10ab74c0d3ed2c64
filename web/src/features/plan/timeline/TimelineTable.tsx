import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Progress } from "../../../ui/Progress";
import { DataTable } from "../../../ui/table/DataTable";
import { ActionStatus } from "../ActionStatus";
import { useHere } from "../here";
import type { TimelineAction } from "./Timeline";

/** The timeline in words: begin, end, what it waits for, how far it is. */
export function TimelineTable({ actions }: { actions: TimelineAction[] }) {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  const { shortDate } = useFormat();
  return (
    <DataTable
      caption={t("timeline.label")}
      rows={actions}
      rowId={({ id }) => id}
      rowLabel={({ code, title }) => `${code} ${title}`}
      columns={[
        {
          key: "title",
          header: t("column.title"),
          cell: ({ id, code, title }) => (
            <Link to={`/i/${slug}/actions/${id}`}>
              {code} {title}
            </Link>
          ),
        },
        {
          key: "start",
          header: t("column.start"),
          priority: 1,
          cell: ({ startOn }) => (startOn === null ? "–" : shortDate(startOn)),
        },
        {
          key: "due",
          header: t("column.due"),
          priority: 1,
          cell: ({ dueOn }) => (dueOn === null ? "–" : shortDate(dueOn)),
        },
        {
          key: "after",
          header: t("timeline.waitsFor"),
          priority: 2,
          cell: ({ dependencies }) =>
            dependencies.length === 0 ? "–" : dependencies.map(({ code }) => code).join(", "),
        },
        {
          key: "status",
          header: t("column.status"),
          priority: 2,
          cell: ({ status }) => <ActionStatus status={status} />,
        },
        {
          key: "progress",
          header: t("column.progress"),
          priority: 3,
          cell: ({ progress }) => <Progress value={progress} label={t("column.progress")} />,
        },
      ]}
    />
  );
}
