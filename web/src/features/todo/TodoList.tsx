import { useEffect, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { announce } from "../../lib/announce";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { Section } from "../../ui/layout/Section";
import { Empty } from "../../ui/state/Empty";
import { ExportMenu } from "../../ui/table/ExportMenu";
import { type Calm, settle } from "./calmList";
import styles from "./TodoList.module.css";
import { TodoRow } from "./TodoRow";
import { todoFile } from "./todoFile";

const list = graphql(`
  fragment TodoList_viewer on Viewer {
    todos(first: 50, after: $after) {
      nodes { id group dueOn ...TodoRow_todo }
      totalCount
      pageInfo { hasNextPage endCursor }
    }
  }
`);

type Props = {
  viewer: FragmentType<typeof list>;
  more: (cursor: string | null | undefined) => Promise<void>;
};

const groups = ["OVERDUE", "SOON", "LATER", "WATCH"] as const;

/** Duties by urgency. The list stays still while one reads it: what arrives waits behind a button. */
export function TodoList({ viewer, more }: Props) {
  const { t } = useI18n("todo");
  const { longDate } = useFormat();
  const { todos } = useFragment(list, viewer);
  const [before, setBefore] = useState<Calm<(typeof todos.nodes)[number]>[] | null>(null);
  const { shown, waitingCount } = settle(before, todos.nodes, new Date());
  const key = todos.nodes.map(({ id }) => id).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is kept when its rows change
  useEffect(() => setBefore(shown), [key]);
  useEffect(() => {
    if (waitingCount > 0) announce(t("arrived", { count: waitingCount }));
  }, [waitingCount, t]);

  async function showMore() {
    await more(todos.pageInfo.endCursor);
    setBefore(null);
  }

  const next = todos.nodes.find(({ dueOn }) => dueOn !== null)?.dueOn;
  return (
    <>
      {waitingCount > 0 && (
        <div className={styles.arrived}>
          {t("arrived", { count: waitingCount })}
          <Button onClick={() => setBefore(null)}>{t("show")}</Button>
        </div>
      )}
      {shown.every(({ row, resolvedAt }) => row.group === "WATCH" && resolvedAt === null) && (
        <Empty text={next ? t("emptyUntil", { date: longDate(next) }) : t("empty")} />
      )}
      {groups.map((group) => {
        const rows = shown.filter(({ row }) => row.group === group);
        if (rows.length === 0) return null;
        return (
          <Section key={group} title={t(`group.${group}`)} count={String(rows.length)}>
            <ul className={styles.list}>
              {rows.map(({ row, resolvedAt }) => (
                <TodoRow key={row.id} todo={row} resolvedAt={resolvedAt} />
              ))}
            </ul>
          </Section>
        );
      })}
      {todos.totalCount > 0 && (
        <div className="row">
          {todos.pageInfo.hasNextPage && <Button onClick={() => void showMore()}>{t("more")}</Button>}
          <ExportMenu file={todoFile(t, todos.totalCount)} />
        </div>
      )}
    </>
  );
}
