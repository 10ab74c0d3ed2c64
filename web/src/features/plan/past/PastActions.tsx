import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { type Say, useI18n } from "../../../lib/i18n";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Empty } from "../../../ui/state/Empty";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { ChangeList } from "../../journal/ChangeList";
import { useHere } from "../here";
import type { Past } from "./PastPlan";

type Action = Past["actions"][number];

/** The actions of a plan as they stood, each with what became of it since. */
export function PastActions({ actions, day }: { actions: Action[]; day: string }) {
  const { t } = useI18n("plan");
  const { longDate, shortDate, percent, money } = useFormat();
  const { slug } = useHere();
  const columns: Column<Action>[] = [
    {
      key: "title",
      header: t("field.title"),
      file: [
        { title: t("column.code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
      cell: (row) =>
        row.isDeleted ? (
          `${row.code} ${row.title}`
        ) : (
          <Link to={`/i/${slug}/actions/${row.actionId}`}>
            {row.code} {row.title}
          </Link>
        ),
    },
    {
      key: "status",
      header: t("field.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`status.${status}`) },
      cell: (row) => <StatusChip status={row.status} label={t(`status.${row.status}`)} />,
    },
    {
      key: "who",
      header: t("field.responsibleId"),
      file: { kind: "TEXT", value: ({ responsible }) => responsible?.displayName ?? null },
      priority: 1,
      cell: (row) => row.responsible?.displayName ?? "–",
    },
    {
      key: "due",
      header: t("field.dueOn"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 2,
      cell: (row) => (row.dueOn ? shortDate(row.dueOn) : "–"),
    },
    {
      key: "progress",
      header: t("field.progress"),
      file: { kind: "PERCENT", value: ({ progress }) => progress },
      priority: 3,
      isNumeric: true,
      cell: (row) => percent(row.progress),
    },
    {
      key: "budget",
      header: t("field.budget"),
      file: { kind: "MONEY", value: ({ budget }) => budget },
      priority: 4,
      isNumeric: true,
      cell: (row) => (row.budget === null ? "–" : money(row.budget)),
    },
    {
      key: "since",
      header: t("past.since"),
      file: { kind: "TEXT", value: (row) => sinceInWords(t, row) },
      cell: (row) => <Since action={row} />,
    },
  ];
  const caption = t("past.actions");
  const file = {
    name: caption,
    caption,
    note: t("past.title", { date: longDate(day) }),
    columns: fileColumns(columns),
    total: actions.length,
    rows: actions,
  };
  return (
    <Section
      title={caption}
      count={String(actions.length)}
      actions={actions.length > 0 && <ExportMenu file={file} />}
    >
      {actions.length === 0 ? (
        <Empty text={t("past.noActions")} />
      ) : (
        <DataTable
          caption={caption}
          columns={columns}
          rows={actions}
          rowId={({ actionId }) => actionId}
          rowLabel={({ code, title }) => `${code} ${title}`}
          totalCount={actions.length}
        />
      )}
    </Section>
  );
}

function sinceInWords(t: Say<"plan">, { isDeleted, changes }: Action): string {
  if (isDeleted) return t("past.deleted");
  return changes.length === 0 ? t("past.same") : t("history.values", { count: changes.length });
}

function Since({ action }: { action: Action }) {
  const { t } = useI18n("plan");
  const said = sinceInWords(t, action);
  if (action.isDeleted) return <span>{said}</span>;
  if (action.changes.length === 0) return <span className="muted">{said}</span>;
  return (
    <details>
      <summary>{said}</summary>
      <ChangeList changes={action.changes} />
    </details>
  );
}
