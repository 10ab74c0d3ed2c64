import { useParams } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { CafAreasPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Button, ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere, useOfflineReason } from "../here";
import { useAssessmentLive } from "../journey/useAssessmentLive";
import { area } from "./fragments";
import { Made } from "./Made";
import { Matrix } from "./Matrix";

export const query = pageQuery(
  graphql(`
    query CafAreasPage($id: ID!) {
      cafAssessment(id: $id) {
        id
        title
        year
        status
        streamCursor
        plan { id code title }
        viewerCan { rankAreas { allowed reason } planAreas { allowed reason } }
        areas { id ...Area }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

// Code of their own: the matrix comes first, and most visits make no actions.
const AreaTable = lazily(() => import("./AreaTable"), "AreaTable");
const PlanForm = lazily(() => import("./PlanForm"), "PlanForm");

type Assessment = NonNullable<CafAreasPageQuery["cafAssessment"]>;

/** What the group wants to improve, weighed by impact and effort, and the actions that follow from it. */
export function AreasPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.cafAssessment;
  useAssessmentLive({ id, cursor: found?.streamCursor ?? null, onRefetch: result.retry });
  return (
    <Loaded result={result} skeleton={<SkeletonLines count={12} />}>
      {({ cafAssessment }) =>
        cafAssessment === null ? <NoAccess /> : <Areas key={id} assessment={cafAssessment} />
      }
    </Loaded>
  );
}

function Areas({ assessment }: { assessment: Assessment }) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const offline = useOfflineReason();
  const [chosen, setChosen] = useState<string[]>([]);
  const [isPlanning, setPlanning] = useState(false);
  const [made, setMade] = useState<{ id: string; title: string; count: number } | null>(null);
  const { id, title, status, plan, viewerCan } = assessment;
  const areas = readFragment(area, assessment.areas);
  const base = `/i/${slug}/caf/${id}`;
  const isOpened = status === "CONSENSUS" || status === "CONCLUDED";
  const free = areas.filter(({ planAction }) => planAction === null);
  const wanted = free.filter((one) => chosen.includes(one.id));
  const wins = free.filter(({ priority }) => priority === "QUICK_WIN");
  const noRank = viewerCan.rankAreas.allowed ? offline : (viewerCan.rankAreas.reason ?? "");

  return (
    <Page
      title={t("areas.page", { title })}
      crumbs={[
        { label: t("list.title"), to: `/i/${slug}/caf` },
        { label: title, to: base },
      ]}
    >
      {plan !== null && (
        <Banner
          action={
            <ButtonLink small to={`/i/${slug}/plans/${plan.id}`}>
              {t("areas.toPlan")}
            </ButtonLink>
          }
        >
          {t("areas.ledTo", { plan: `${plan.code} ${plan.title}` })}
        </Banner>
      )}
      {!isOpened ? (
        <Empty text={t("areas.notOpen")} action={<ButtonLink to={base}>{t("toJourney")}</ButtonLink>} />
      ) : areas.length === 0 ? (
        <Empty text={t("areas.none")} action={<ButtonLink to={base}>{t("toJourney")}</ButtonLink>} />
      ) : (
        <>
          <Matrix areas={areas} disabledReason={noRank} />
          <Suspense fallback={<SkeletonLines count={6} />}>
            <AreaTable
              areas={areas}
              disabledReason={noRank}
              chosen={chosen}
              onChoose={viewerCan.planAreas.allowed ? setChosen : undefined}
            />
          </Suspense>
          {made !== null && <Made plan={made} />}
          {!viewerCan.planAreas.allowed ? (
            <p className="muted">{viewerCan.planAreas.reason}</p>
          ) : isPlanning && wanted.length > 0 ? (
            <Suspense fallback={<SkeletonLines count={4} />}>
              <PlanForm
                key={wanted.map((one) => one.id).join()}
                assessment={assessment}
                areas={wanted}
                onClose={() => setPlanning(false)}
                onDone={(plan) => {
                  setMade(plan);
                  setChosen([]);
                  setPlanning(false);
                }}
              />
            </Suspense>
          ) : (
            <div className="row">
              <Button
                kind="filled"
                disabledReason={wanted.length === 0 ? t("areas.chooseFirst") : offline}
                onClick={() => setPlanning(true)}
              >
                {t("areas.plan", { count: wanted.length })}
              </Button>
              {wins.length > 0 && (
                <Button onClick={() => setChosen(wins.map((one) => one.id))}>
                  {t("areas.chooseWins", { count: wins.length })}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </Page>
  );
}
