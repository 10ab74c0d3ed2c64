import type { TodoPageQuery, TodoPassedOnQuery, TodoResolvedQuery } from "../../gql/graphql";
import type { PageResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { useSearchState } from "../../lib/routing/useSearchState";
import { useOnViewerChange } from "../../lib/viewerLive";
import { Page } from "../../ui/layout/Page";
import { ViewTabs } from "../../ui/layout/ViewTabs";
import { Loaded } from "../../ui/state/Loaded";
import { SkeletonLines } from "../../ui/state/Skeleton";
import { GrantedObjects } from "./GrantedObjects";
import { ReportRisk } from "./ReportRisk";
import { TodoList } from "./TodoList";
import { TraceList } from "./TraceList";
import { listIn, lists, todoQueries, todoQuery } from "./todoQueries";

export const query = todoQuery;

type Answer = TodoPageQuery | TodoPassedOnQuery | TodoResolvedQuery;

/** The first page: what waits for me, in all my institutions, and why; what I passed on; what I dealt with. */
export function TodoPage() {
  const { t } = useI18n("todo");
  const [search] = useSearchState();
  const list = listIn(search);
  const result = todoQueries[list].useResult() as PageResult<Answer>;
  useOnViewerChange(result.retry);
  const viewer = result.data?.viewer;
  const counts = { mine: viewer?.todoCount, passedOn: viewer?.todosSent.length, resolved: 0 };

  return (
    <Page
      title={t("title")}
      meta={viewer && <span>{t("count", { count: viewer.todoCount })}</span>}
      actions={<ReportRisk />}
    >
      <ViewTabs
        label={t("lists")}
        param="list"
        current={list}
        tabs={lists.map((key) => ({
          key,
          label: counts[key]
            ? t("list.counted", { list: t(`list.${key}`), count: counts[key] })
            : t(`list.${key}`),
        }))}
      />
      <Loaded key={list} result={result} skeleton={<SkeletonLines count={6} />}>
        {(data) => <Shown data={data} more={result.more} />}
      </Loaded>
      {list === "mine" && (
        <details className="no-print">
          <summary>{t("order.title")}</summary>
          <p className="muted">{t("order.text")}</p>
        </details>
      )}
    </Page>
  );
}

/** The list an answer holds: while another one is fetched, the answer in hand is still of the one before. */
function Shown({ data: { viewer }, more }: { data: Answer; more: PageResult<Answer>["more"] }) {
  const { t } = useI18n("todo");
  if (viewer === null) return null;
  if ("todosResolved" in viewer) {
    return <TraceList traces={viewer.todosResolved} said="resolved" emptyText={t("empty.resolved")} />;
  }
  if (!("memberships" in viewer)) {
    return <TraceList traces={viewer.todosSent} said="passedOn" emptyText={t("empty.passedOn")} />;
  }
  return (
    <>
      <GrantedObjects memberships={viewer.memberships} />
      <TodoList viewer={viewer} more={more} />
    </>
  );
}
