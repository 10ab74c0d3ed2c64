import { Suspense } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { LockedBanner } from "../../../ui/state/Banner";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { RichText } from "../../../ui/text/RichText";
import { History } from "../../journal/History";
import { EvidenceSection } from "../evidence";
import type { PlanCore } from "../fragments";
import { AskPast } from "../past/AskPast";
import { PastPlan } from "../past/PastPlan";
import { PlanFields } from "./PlanFields";
import { PlanVersions } from "./PlanVersions";

const about = graphql(`
  fragment PlanAbout_plan on Plan {
    id
    createdAt
    ...PlanVersions_plan
    evidence(first: 100) { ...EvidenceSection_evidence }
    viewerCan { attachEvidence { allowed reason } }
    history(first: 50, after: $after) { ...History_entries }
  }
`);

type Props = {
  plan: FragmentType<typeof about>;
  core: PlanCore;
  onMore: (cursor: string | null | undefined) => Promise<void>;
};

/** What a plan is: its own fields, its approved versions with what differs, its history. */
export function PlanAbout({ plan, core, onMore }: Props) {
  const { t } = useI18n("plan");
  const { shortDate, longDate } = useFormat();
  const data = useFragment(about, plan);
  const day = (at: string) => longDate(dateInBucharest(new Date(at)));
  const [search] = useSearchState();
  const pastDay = textOf(search.on);
  const { update } = core.viewerCan;
  const stands = [
    { label: t("plan.kind"), value: t(`kind.${core.kind}`) },
    { label: t("plan.created"), value: day(data.createdAt) },
    {
      label: t("plan.approved"),
      value:
        core.approvedAt === null
          ? null
          : core.approvedBy === null
            ? day(core.approvedAt)
            : t("plan.approvedBy", { date: day(core.approvedAt), who: core.approvedBy.displayName }),
    },
    { label: t("plan.released"), value: core.releasedAt && day(core.releasedAt) },
  ];
  if (/^\d{4}-\d{2}-\d{2}$/.test(pastDay)) return <PastPlan planId={core.id} day={pastDay} />;
  return (
    <>
      <Section title={t("about.title")}>
        <Card>
          {update.allowed ? (
            <div className="stack">
              <Facts facts={stands} />
              <PlanFields plan={core} />
            </div>
          ) : (
            <div className="stack">
              {update.reason && <LockedBanner>{update.reason}</LockedBanner>}
              <Facts
                facts={[
                  { label: t("plan.title"), value: core.title },
                  ...stands,
                  {
                    label: t("plan.period"),
                    value: `${shortDate(core.periodStart)} – ${shortDate(core.periodEnd)}`,
                  },
                  { label: t("plan.unit"), value: core.unit && localName(core.unit) },
                  { label: t("plan.owner"), value: core.owner?.displayName ?? null },
                  {
                    label: t("plan.description"),
                    value: core.description ? <RichText text={core.description} /> : null,
                  },
                ]}
              />
            </div>
          )}
        </Card>
      </Section>
      <Suspense fallback={<SkeletonLines count={3} />}>
        <EvidenceSection
          evidence={data.evidence}
          subjectId={data.id}
          canAttach={data.viewerCan.attachEvidence}
        />
      </Suspense>
      <PlanVersions plan={data} />
      <AskPast />
      <Section title={t("history.title")}>
        <Card>
          <History entries={data.history} of="plan" onMore={onMore} />
        </Card>
      </Section>
    </>
  );
}
