import { useParams } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { RiskPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { Exposure } from "../Exposure";
import { useHere } from "../here";
import { useRisksLive } from "../live/useRisksLive";
import { riskScales, scaleOf } from "../scale";
import { statusLook } from "../words";
import { riskAlerts, riskCore, riskMeasures } from "./fragments";
import { Measures } from "./Measures";
import { Reviews } from "./Reviews";
import { RiskActs } from "./RiskActs";
import { RiskChain } from "./RiskChain";
import { RiskFacts } from "./RiskFacts";

// Forms are code of their own: most visits only read.
const EditRisk = lazily(() => import("./EditRisk"), "EditRisk");
const ReviewForm = lazily(() => import("./ReviewForm"), "ReviewForm");

export const query = pageQuery(
  graphql(`
    query RiskPage($id: ID!) {
      risk(id: $id) {
        id
        ...RiskCore_risk
        ...RiskMeasures_risk
        ...RiskAlerts_risk
        tenant { id riskStreamCursor riskSetting { ...RiskScales_setting } }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

/** One risk: what it is, how it is rated before and after measures, what is done about it, what became of it. */
export function RiskPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const here = useHere();
  const result = query.useResult();
  const found = result.data?.risk;
  const isThis = found === null || found?.id === id;
  useRisksLive({
    tenantId: here.id,
    of: "risk",
    cursor: (isThis && found?.tenant.riskStreamCursor) || null,
    onRefetch: result.retry,
  });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={12} />}>
      {({ risk }) => (risk === null ? <NoAccess /> : <Shown key={id} risk={risk} onRefresh={result.retry} />)}
    </Loaded>
  );
}

type Props = { risk: NonNullable<RiskPageQuery["risk"]>; onRefresh: () => void };

function Shown({ risk, onRefresh }: Props) {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const core = readFragment(riskCore, risk);
  const scales = readFragment(riskScales, risk.tenant.riskSetting);
  const scale = scaleOf(scales, core.scale);
  const act = textOf(search.act);
  const leave = () => setSearch({ act: undefined });
  const { viewerCan, status, exposure, band, isAboveTolerance, statusReason } = core;
  const isOpen = status === "OPEN";
  return (
    <Page
      title={core.title}
      code={core.code}
      crumbs={[{ label: t("risks.title"), to: `/i/${slug}/risks` }]}
      meta={
        <>
          <StatusChip status={statusLook[status]} label={t(`status.${status}`)} />
          <Exposure scale={scale} exposure={exposure} band={band} />
          {isAboveTolerance && <StatusChip status="OVER_TOLERANCE" />}
          <span>{localName(core.unit)}</span>
        </>
      }
      actions={<RiskActs core={core} />}
    >
      {statusReason !== null &&
        (isOpen ? (
          <Banner>{t("reopened.why", { reason: statusReason })}</Banner>
        ) : (
          <LockedBanner>{t("closed.why", { reason: statusReason })}</LockedBanner>
        ))}
      {viewerCan.edit.allowed && act === "edit" && (
        <Card>
          <FormPanel title={t("edit.title")} onClose={leave}>
            <Suspense fallback={<SkeletonLines count={8} />}>
              <EditRisk core={core} scale={scale} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {viewerCan.review.allowed && act === "review" && (
        <Card>
          <FormPanel title={t("review.title")} onClose={leave}>
            <Suspense fallback={<SkeletonLines count={8} />}>
              <ReviewForm core={core} scale={scale} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      <RiskChain core={core} />
      <RiskFacts core={core} scale={scale} limit={scales.tolerance?.limit ?? null} />
      <Measures
        core={core}
        measures={readFragment(riskMeasures, risk).measures}
        alerts={readFragment(riskAlerts, risk).alerts}
        onRefresh={onRefresh}
      />
      <Reviews reviews={core.reviews} scale={scale} />
      <ThingHistory id={core.id} />
    </Page>
  );
}
