import { useParams } from "@tanstack/react-router";
import { graphql, useFragment as readFragment } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere } from "../here";
import { type RoomAssessment, roomAssessment } from "./fragments";
import { Room } from "./Room";
import { useRoomLive } from "./useRoomLive";

export const query = pageQuery(
  graphql(`
    query CafRoomPage($id: ID!) { cafAssessment(id: $id) { id streamCursor ...RoomAssessment } }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** The consensus meeting: one address for whoever leads it, for the members and for those who watch. */
export function RoomPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.cafAssessment;
  const isThis = found === null || found?.id === id;
  const read = readFragment(roomAssessment, found);
  useRoomLive({
    id,
    cursor: (isThis && found?.streamCursor) || null,
    isOpened: (read?.consensus.length ?? 0) > 0,
    onRefetch: result.retry,
  });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={12} />}>
      {({ cafAssessment }) => {
        if (cafAssessment === null) return <NoAccess />;
        const assessment = readFragment(roomAssessment, cafAssessment);
        const { status, room, consensus } = assessment;
        return status === "CONSENSUS" && room !== null && consensus.length > 0 ? (
          <Room key={id} assessment={assessment} room={room} />
        ) : (
          <NoRoom assessment={assessment} />
        );
      }}
    </Loaded>
  );
}

/** Why there is no meeting: it has not been opened and what is missing for it, or it is over. */
function NoRoom({ assessment }: { assessment: RoomAssessment }) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const { id, title, status, submittedCount, memberCount } = assessment;
  const base = `/i/${slug}/caf/${id}`;
  return (
    <Page
      title={t("room.title", { title })}
      crumbs={[
        { label: t("list.title"), to: `/i/${slug}/caf` },
        { label: title, to: base },
      ]}
    >
      {status === "CONCLUDED" ? (
        <Empty
          text={t("room.concluded")}
          action={<ButtonLink to={`${base}/results`}>{t("results.open")}</ButtonLink>}
        />
      ) : (
        <Empty
          text={t(`room.notOpen.${status}`, { done: submittedCount, all: memberCount })}
          action={<ButtonLink to={base}>{t("toJourney")}</ButtonLink>}
        />
      )}
    </Page>
  );
}
