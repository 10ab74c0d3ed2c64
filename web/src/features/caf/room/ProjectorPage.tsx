import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { ProjectorAssessmentFragment } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useLive } from "../../../lib/api/useLive";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Icon } from "../../../ui/Icon";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { titleOf } from "../words";
import { DotPlot } from "./DotPlot";
import styles from "./Projector.module.css";
import { Timer } from "./Timer";
import { useConnection } from "./useConnection";
import { stateLook } from "./words";

/** Nobody's name is asked for: what stands on the wall is seen by everybody. */
export const projectorAssessment = graphql(`
  fragment ProjectorAssessment on CafAssessment {
    id
    title
    status
    room {
      current {
        id
        state
        round
        voteCount
        voterCount
        discussionEndsAt
        discussionLeft
        subcriterion { code titleRo titleEn }
        value { display }
        spread {
          count
          lowest { display }
          highest { display }
          median { display }
          shown { value { display } }
        }
      }
    }
  }
`);

export const query = pageQuery(
  graphql(`
    query CafProjectorPage($id: ID!) { cafAssessment(id: $id) { id streamCursor ...ProjectorAssessment } }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

const ProjectorLive = graphql(`
  subscription CafProjectorLive($id: ID!, $after: String) {
    cafAssessmentChanged(id: $id, after: $after) {
      cursor
      refetch
      cafAssessment { id ...ProjectorAssessment }
    }
  }
`);

/** What stands on the wall of the meeting: large, without names and without anything to press. */
export function ProjectorPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.cafAssessment;
  const cursor = (found?.id === id && found.streamCursor) || null;
  useLive(ProjectorLive, cursor === null ? null : { id, after: cursor }, id, (data) => {
    if (data.cafAssessmentChanged.refetch) result.retry();
  });
  return (
    <Loaded result={result} skeleton={<SkeletonLines count={8} />}>
      {({ cafAssessment }) =>
        cafAssessment === null ? (
          <NoAccess />
        ) : (
          <Wall assessment={readFragment(projectorAssessment, cafAssessment)} />
        )
      }
    </Loaded>
  );
}

function Wall({ assessment }: { assessment: ProjectorAssessmentFragment }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const connection = useConnection();
  const { title, status, room } = assessment;
  const name = t("room.title", { title });
  const isOpen = status === "CONSENSUS" && room !== null;
  const heading = isOpen
    ? t("subcriterion.title", {
        code: room.current.subcriterion.code,
        title: titleOf(room.current.subcriterion),
      })
    : name;
  useEffect(() => {
    document.title = `${heading} · Calitas`;
  }, [heading]);
  if (!isOpen)
    return (
      <div className={styles.wall}>
        <h1>{heading}</h1>
        <p>{t(status === "CONCLUDED" ? "room.concluded" : "room.projector.notOpen")}</p>
      </div>
    );
  const { state, spread, value, voteCount, voterCount } = room.current;
  return (
    <div className={styles.wall}>
      <h1>{heading}</h1>
      <p className={styles.state}>
        <Icon of={stateLook[state].icon} size={40} />
        {t(`room.state.${state}`)}
        {state === "REVOTE" && <span>{t("room.votes.of", { done: voteCount, all: voterCount })}</span>}
      </p>
      {connection !== "live" && <p role="status">{t(`room.connection.${connection}`)}</p>}
      {spread !== null && (
        <div className={styles.spread}>
          <DotPlot spread={spread} isLarge />
          <p>
            {[
              t("room.spread.min", { value: number(spread.lowest.display) }),
              spread.median && t("room.spread.median", { value: number(spread.median.display) }),
              t("room.spread.max", { value: number(spread.highest.display) }),
            ]
              .filter(Boolean)
              .join(", ")}
          </p>
        </div>
      )}
      <div className={styles.large}>
        <Timer key={room.current.id} consensus={room.current} isFrozen={connection !== "live"} />
        {value !== null && <p>{t("room.agreed", { value: number(value.display) })}</p>}
      </div>
    </div>
  );
}
