import { graphql } from "../../../gql";
import type { OverseenActions_ActionsFragment } from "../../../gql/graphql";
import type { Say } from "../../../lib/i18n";
import { Deadline } from "../../../ui/Deadline";
import { Progress } from "../../../ui/Progress";
import type { Column } from "../../../ui/table/columns";
import { plainText } from "../../../ui/text/parse";
import { ActionStatus } from "../ActionStatus";
import { isSettled } from "../words";
import styles from "./OverseenPlan.module.css";

export const overseenActions = graphql(`
  fragment OverseenActions_actions on PlanActionConnection {
    totalCount
    nodes {
      id
      code
      title
      description
      status
      dueOn
      progress
      priority
      budget
    }
    pageInfo { hasNextPage endCursor }
  }
`);

export const AllActions = graphql(`
  query OverseenActionsInFile($id: ID!, $filter: PlanActionFilter, $orderBy: PlanActionOrder!, $after: String) {
    plan(id: $id) {
      id
      actions(filter: $filter, orderBy: $orderBy, first: 100, after: $after) { ...OverseenActions_actions }
    }
  }
`);

type Action = OverseenActions_ActionsFragment["nodes"][number];

/** What the mayor’s office sees of an action. */
export function columnsOf(t: Say<"plan">, money: (amount: string) => string): Column<Action>[] {
  return [
    {
      key: "title",
      header: t("column.title"),
      sortKey: "title",
      file: [
        { title: t("column.code"), kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
        { title: t("column.description"), kind: "TEXT", value: ({ description }) => plainText(description) },
      ],
      cell: ({ code, title, description }) => (
        <>
          <span className={styles.code}>{code}</span> {title}
          {description && <span className={styles.description}>{plainText(description)}</span>}
        </>
      ),
    },
    {
      key: "status",
      header: t("column.status"),
      sortKey: "status",
      file: { kind: "STATUS", value: ({ status }) => t(`status.${status}`) },
      priority: 1,
      cell: ({ status }) => <ActionStatus status={status} />,
    },
    {
      key: "due",
      header: t("column.due"),
      sortKey: "due",
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 1,
      cell: ({ dueOn, status }) =>
        dueOn === null ? "–" : <Deadline dueOn={dueOn} isSettled={isSettled(status)} isBare />,
    },
    {
      key: "progress",
      header: t("column.progress"),
      sortKey: "progress",
      file: { kind: "PERCENT", value: ({ progress }) => progress },
      priority: 2,
      cell: ({ progress }) => <Progress value={progress} label={t("column.progress")} />,
    },
    {
      key: "priority",
      header: t("column.priority"),
      sortKey: "priority",
      file: { kind: "TEXT", value: ({ priority }) => (priority === null ? null : t(`priority.${priority}`)) },
      priority: 4,
      cell: ({ priority }) => (priority === null ? "–" : t(`priority.${priority}`)),
    },
    {
      key: "budget",
      header: t("column.budget"),
      sortKey: "budget",
      file: { kind: "MONEY", value: ({ budget }) => budget },
      priority: 3,
      isNumeric: true,
      cell: ({ budget }) => (budget === null ? "–" : money(budget)),
    },
  ];
}
