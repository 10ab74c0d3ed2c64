import { Suspense } from "react";
import { useFragment as readFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Page } from "../../../ui/layout/Page";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere } from "../here";
import { subcriteria } from "../steps";
import { Connection } from "./Connection";
import { type RoomAssessment, roomConsensus } from "./fragments";
import { Member } from "./Member";
import { Presence } from "./Presence";
import { useConnection } from "./useConnection";
import { useSpoken } from "./useSpoken";

// One of the group leads; the others need not fetch what leads.
const Lead = lazily(() => import("./Lead"), "Lead");

type Props = { assessment: RoomAssessment; room: NonNullable<RoomAssessment["room"]> };

/** The meeting as the reader may take part in it. */
export function Room({ assessment, room }: Props) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const [search] = useSearchState();
  const current = readFragment(roomConsensus, room.current);
  const connection = useConnection();
  const isLead = current.viewerCan.facilitate.allowed;
  const code = (!isLead && textOf(search.sub)) || current.subcriterion.code;
  useSpoken(current);
  const screen = { assessment, current, isFrozen: connection !== "live" };
  return (
    <Page
      title={t("room.title", { title: assessment.title })}
      crumbs={[
        { label: t("list.title"), to: `/i/${slug}/caf` },
        { label: assessment.title, to: `/i/${slug}/caf/${assessment.id}` },
      ]}
      meta={
        <>
          <Presence assessment={assessment} code={code} isLead={isLead} />
          <span>{t("agreed.of", { done: assessment.agreedCount, all: subcriteria })}</span>
          <span className="muted">{t(`disclosure.${assessment.disclosure}`)}</span>
        </>
      }
    >
      <Connection state={connection} code={current.subcriterion.code} />
      {isLead ? (
        <Suspense fallback={<SkeletonLines count={8} />}>
          <Lead {...screen} />
        </Suspense>
      ) : (
        <Member {...screen} />
      )}
    </Page>
  );
}
