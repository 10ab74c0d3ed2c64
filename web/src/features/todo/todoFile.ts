/** „De făcut” as a file: what the rows say, one thing a column. */
import { graphql, useFragment as readFragment } from "../../gql";
import type { TodoGroup, TodoRow_TodoFragment, TraceList_TracesFragment } from "../../gql/graphql";
import type { FileColumn, TableFile } from "../../lib/export/columns";
import { pagesOf } from "../../lib/export/pages";
import { clock, dateInBucharest } from "../../lib/format/date";
import type { Say } from "../../lib/i18n";
import { todoRow } from "./TodoRow";

const AllTodos = graphql(`
  query TodosInFile($after: String) {
    viewer {
      todos(first: 100, after: $after) {
        nodes { id ...TodoRow_todo }
        totalCount
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Named = { objectCode: string | null; title: string; tenant: { shortName: string } };

function named<Row extends Named>(t: Say<"todo">): FileColumn<Row>[] {
  return [
    { title: t("file.code"), kind: "CODE", value: ({ objectCode }) => objectCode },
    { title: t("file.title"), kind: "TEXT", value: ({ title }) => title },
    { title: t("file.tenant"), kind: "TEXT", value: ({ tenant }) => tenant.shortName },
  ];
}

/** All duties in the order of the page. */
export function todoFile(t: Say<"todo">, total: number): TableFile<TodoRow_TodoFragment> {
  const urgency = (group: TodoGroup) => t(`group.${group}`);
  return {
    name: t("title"),
    caption: t("title"),
    columns: [
      { title: t("file.urgency"), kind: "TEXT", value: ({ group }) => urgency(group) },
      { title: t("file.verb"), kind: "TEXT", value: ({ verb }) => t(`verb.${verb}`) },
      ...named<TodoRow_TodoFragment>(t),
      { title: t("file.reason"), kind: "TEXT", value: ({ reason }) => t(`reason.${reason}`) },
      { title: t("file.due"), kind: "DATE", value: ({ dueOn }) => dueOn },
      { title: t("progress"), kind: "PERCENT", value: ({ progress }) => progress },
      { title: t("file.waiting"), kind: "WHOLE", value: ({ waitingCount }) => waitingCount },
    ],
    total,
    rows: pagesOf(AllTodos, {}, ({ viewer }) =>
      viewer === null ? null : { ...viewer.todos, nodes: readFragment(todoRow, viewer.todos.nodes) },
    ),
  };
}

/** What left my list. */
export function traceFile(
  t: Say<"todo">,
  said: "passedOn" | "resolved",
  rows: readonly TraceList_TracesFragment[],
): TableFile<TraceList_TracesFragment> {
  return {
    name: t(`list.${said}`),
    caption: t(`list.${said}`),
    columns: [
      ...named<TraceList_TracesFragment>(t),
      {
        title: t("file.what"),
        kind: "STATUS",
        value: ({ verb }) => (said === "passedOn" ? t(`passedOn.${verb}`) : t(`resolved.${verb}`)),
      },
      { title: t("file.day"), kind: "DATE", value: ({ at }) => dateInBucharest(new Date(at)) },
      { title: t("file.time"), kind: "TEXT", value: ({ at }) => clock(at) },
    ],
    total: rows.length,
    rows,
  };
}
