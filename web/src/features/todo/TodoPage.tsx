import { graphql } from "../../gql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { useRefresh } from "../../lib/useRefresh";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { SkeletonLines } from "../../ui/state/Skeleton";
import { GrantedObjects } from "./GrantedObjects";
import { TodoList } from "./TodoList";

export const query = pageQuery(
  graphql(`
    query TodoPage($after: String) {
      viewer {
        todoCount
        memberships { id ...GrantedObjects_membership }
        ...TodoList_viewer
      }
    }
  `),
  () => ({}),
);

/** The first page: what waits for me, in all my institutions, and why. */
export function TodoPage() {
  const { t } = useI18n("todo");
  const result = query.useResult();
  useRefresh(result.retry);
  return (
    <Page
      title={t("title")}
      meta={result.data?.viewer && <span>{t("count", { count: result.data.viewer.todoCount })}</span>}
    >
      <Loaded result={result} skeleton={<SkeletonLines count={6} />}>
        {({ viewer }) =>
          viewer && (
            <>
              <GrantedObjects memberships={viewer.memberships} />
              <TodoList viewer={viewer} more={result.more} />
            </>
          )
        }
      </Loaded>
      <details className="no-print">
        <summary>{t("order.title")}</summary>
        <p className="muted">{t("order.text")}</p>
      </details>
    </Page>
  );
}
