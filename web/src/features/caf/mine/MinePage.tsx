import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { MineAssessmentFragment } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere } from "../here";
import { useAssessmentLive } from "../journey/useAssessmentLive";
import { individualScore, ownPlace, type Score } from "./fragments";
import { MineCheck } from "./MineCheck";
import { placeIn } from "./places";
import { ScoreView } from "./ScoreView";

export const mineAssessment = graphql(`
  fragment MineAssessment on CafAssessment {
    id
    title
    status
    method
    dueOn
    submittedCount
    viewerCan { score { allowed reason } submit { allowed reason } takeBack { allowed reason } }
  }
`);

export const query = pageQuery(
  graphql(`
    query MinePage($id: ID!) {
      cafAssessment(id: $id) {
        id
        streamCursor
        ...MineAssessment
        mine { id ...OwnPlace_member }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** A member's own scores, one subcriterion a page; nobody else sees them before consensus is opened. */
export function MinePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.cafAssessment;
  const isThis = found === null || found?.id === id;
  useAssessmentLive({ id, cursor: (isThis && found?.streamCursor) || null, onRefetch: result.retry });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={12} />}>
      {({ cafAssessment }) => {
        if (cafAssessment === null) return <NoAccess />;
        const assessment = readFragment(mineAssessment, cafAssessment);
        const mine = readFragment(ownPlace, cafAssessment.mine);
        const scores = (mine?.scores ?? []).map((one) => readFragment(individualScore, one));
        if (mine === null || scores.length === 0)
          return <NotYet assessment={assessment} isMember={mine !== null} />;
        return <Mine assessment={assessment} mine={mine} scores={scores} />;
      }}
    </Loaded>
  );
}

type Props = {
  assessment: MineAssessmentFragment;
  mine: { id: string; version: number; submittedAt: string | null; completeCount: number | null };
  scores: Score[];
};

function Mine({ assessment, mine, scores }: Props) {
  const { sub } = useParams({ strict: false }) as { sub: string };
  const { slug } = useHere();
  const navigate = useNavigate();
  const [search] = useSearchState();
  const isCheck = textOf(search.view) === "check";
  const score = placeIn(scores, sub);

  // Where one goes on is kept in the address: what is complete meanwhile stays until one leaves it.
  const code = sub === "next" && !isCheck ? score?.subcriterion.code : undefined;
  useEffect(() => {
    if (code === undefined) return;
    void navigate({ to: `/i/${slug}/caf/${assessment.id}/mine/${code}`, replace: true });
  }, [code, slug, assessment.id, navigate]);

  if (isCheck) return <MineCheck assessment={assessment} mine={mine} scores={scores} />;
  if (score === null) return <NoAccess />;
  return (
    <ScoreView
      // Each subcriterion is a page: its title takes the focus.
      key={score.subcriterion.code}
      assessment={assessment}
      mine={mine}
      scores={scores}
      score={score}
    />
  );
}

/** Why there is nothing to score: one is not in the group, or scoring has not begun. */
function NotYet({ assessment, isMember }: { assessment: MineAssessmentFragment; isMember: boolean }) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const base = `/i/${slug}/caf`;
  return (
    <Page
      title={t("mine.title")}
      crumbs={[
        { label: t("list.title"), to: base },
        { label: assessment.title, to: `${base}/${assessment.id}` },
      ]}
    >
      <Empty
        text={t(isMember ? "mine.notYet" : "mine.notMember")}
        action={<ButtonLink to={`${base}/${assessment.id}`}>{t("toJourney")}</ButtonLink>}
      />
    </Page>
  );
}
