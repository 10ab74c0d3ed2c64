import { graphql } from "../../../gql";
import type { NotificationFilter } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { listOf, useSearchState } from "../../../lib/routing/useSearchState";
import { refreshViewer } from "../../../lib/viewer";
import { useOnViewerChange } from "../../../lib/viewerLive";
import { Button, ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { FilterBar } from "../../../ui/table/FilterBar";
import { kinds } from "../kinds";
import { NotificationList } from "./NotificationList";

export const query = pageQuery(
  graphql(`
    query NotificationsPage($filter: NotificationFilter, $after: String) {
      viewer {
        unreadNotificationCount
        newest: notifications(first: 1) { nodes { id } }
        ...NotificationList_viewer
      }
    }
  `),
  ({ search }) => ({ filter: filterOf(search) }),
);

const MarkAll = graphql(`
  mutation MarkAllNotificationsRead($input: MarkAllNotificationsReadInput!) {
    markAllNotificationsRead(input: $input) { viewer { unreadNotificationCount } }
  }
`);

function filterOf(search: Record<string, unknown>): NotificationFilter {
  const chosen = listOf(search.kind);
  const known = kinds.filter((kind) => chosen.includes(kind));
  return { isUnread: search.read === "no", kinds: known.length > 0 ? [...known] : null };
}

/** What I am told, in all my institutions, the newest first. */
export function NotificationsPage() {
  const { t } = useI18n("notification");
  const [search, setSearch] = useSearchState();
  const result = query.useResult();
  const markAll = useMutation(MarkAll);
  useOnViewerChange(result.retry);
  const count = result.data?.viewer?.unreadNotificationCount;
  const newestId = result.data?.viewer?.newest.nodes[0]?.id;

  async function readAll(newestId: string) {
    const { error } = await markAll.run({ newestId });
    if (error !== null) return announce(error.message);
    announce(t("list.allRead"));
    refreshViewer();
    result.retry();
  }

  return (
    <Page
      title={t("list.title")}
      meta={count !== undefined && <span>{t("list.unread", { count })}</span>}
      actions={
        <>
          {Boolean(count) && newestId !== undefined && (
            <Button isBusy={markAll.isBusy} onClick={() => void readAll(newestId)}>
              {t("list.readAll")}
            </Button>
          )}
          <ButtonLink to="/me" search={{ part: "notifications" }}>
            {t("list.settings")}
          </ButtonLink>
        </>
      }
    >
      <FilterBar
        filters={[
          {
            key: "kind",
            label: t("filter.kind"),
            options: kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            chosen: listOf(search.kind),
            onChange: (kind) => setSearch({ kind }),
          },
          {
            key: "read",
            label: t("filter.read"),
            options: [{ value: "no", label: t("filter.unread") }],
            chosen: listOf(search.read),
            onChange: (read) => setSearch({ read: read.at(-1) }),
          },
        ]}
        onClear={() => setSearch({ kind: undefined, read: undefined })}
      />
      <Loaded result={result} skeleton={<SkeletonLines count={6} />}>
        {({ viewer }) =>
          viewer && (
            <NotificationList
              viewer={viewer}
              more={result.more}
              isFiltered={listOf(search.kind).length > 0 || search.read !== undefined}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
