import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useMutation } from "../../../lib/api/useMutation";
import { dateInBucharest, todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { refreshViewer } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { grouped } from "./grouped";
import styles from "./NotificationList.module.css";
import { NotificationRow } from "./NotificationRow";

const list = graphql(`
  fragment NotificationList_viewer on Viewer {
    notifications(first: 50, after: $after, filter: $filter) {
      nodes { id createdAt subject { id } ...NotificationRow_notification }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

const MarkRead = graphql(`
  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) { notifications { id readAt } viewer { unreadNotificationCount } }
  }
`);

type Props = {
  viewer: FragmentType<typeof list>;
  more: (cursor: string | null | undefined) => Promise<void>;
  isFiltered: boolean;
};

/** Notifications by the day they came and what they are about. Opening that, or its button, marks them as read. */
export function NotificationList({ viewer, more, isFiltered }: Props) {
  const { t } = useI18n("notification");
  const { longDate } = useFormat();
  const { notifications } = useFragment(list, viewer);
  const markRead = useMutation(MarkRead);
  const today = todayInBucharest();

  async function read(ids: string[]) {
    const { error } = await markRead.run({ ids });
    if (error === null) refreshViewer();
  }

  if (notifications.nodes.length === 0) {
    return <Empty text={isFiltered ? t("list.emptyFiltered") : t("list.empty")} />;
  }
  return (
    <>
      {grouped(notifications.nodes, ({ createdAt }) => dateInBucharest(new Date(createdAt))).map(
        ([day, rows]) => (
          <Section
            key={day}
            title={day === today ? t("list.today") : longDate(day)}
            count={String(rows.length)}
          >
            <ul className={styles.list}>
              {grouped(rows, ({ id, subject }) => subject?.id ?? id).map(([about, news]) => (
                <NotificationRow key={about} news={news} onRead={(ids) => void read(ids)} />
              ))}
            </ul>
          </Section>
        ),
      )}
      {notifications.pageInfo.hasNextPage && (
        <div>
          <Button onClick={() => void more(notifications.pageInfo.endCursor)}>{t("list.more")}</Button>
        </div>
      )}
    </>
  );
}
