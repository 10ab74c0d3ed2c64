import { Suspense } from "react";
import { useFragment } from "../../gql";
import type {
  PlanAboutQuery,
  PlanBoardQuery,
  PlanTableQuery,
  PlanTimelineQuery,
  PlanWorkloadQuery,
} from "../../gql/graphql";
import type { PageResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { textOf, useSearchState } from "../../lib/routing/useSearchState";
import { Page } from "../../ui/layout/Page";
import { ViewTabs } from "../../ui/layout/ViewTabs";
import { StatusChip } from "../../ui/StatusChip";
import { Banner } from "../../ui/state/Banner";
import { lazily } from "../../ui/state/lazily";
import { SkeletonLines } from "../../ui/state/Skeleton";
import { PlanActions } from "./acts/PlanActions";
import { type PlanCore, planCore } from "./fragments";
import { useHere } from "./here";
import { Presence } from "./live/Presence";
import { usePlanLive } from "./live/usePlanLive";
import { PlanStrip } from "./PlanStrip";
import { PlanView } from "./PlanView";
import { type View, views } from "./planQueries";

const NewAction = lazily(() => import("./acts/NewAction"), "NewAction");
const PlanAct = lazily(() => import("./acts/PlanAct"), "PlanAct");

export type PlanData =
  | PlanTableQuery
  | PlanBoardQuery
  | PlanTimelineQuery
  | PlanWorkloadQuery
  | PlanAboutQuery;

type Props = {
  data: PlanData;
  view: View;
  result: PageResult<PlanData>;
  crumb: string;
};

/** The frame of a plan: what it is, where it stands, who has it, its next step; below it the view of the address. */
export function PlanFrame({ data, view, result, crumb }: Props) {
  const { t } = useI18n("plan");
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const plan = useFragment(planCore, data.plan);
  const cursor = data.plan?.streamCursor ?? null;
  const { changes, settle } = usePlanLive({
    planId: plan?.id ?? "",
    cursor,
    onRefetch: result.retry,
  });
  if (plan === null || plan === undefined) return null;

  function refresh() {
    settle();
    result.retry();
  }

  return (
    <Page
      title={plan.title}
      code={plan.code}
      crumbs={[{ label: crumb, to: `/i/${slug}/plans` }]}
      isAutosaved
      meta={
        <>
          <StatusChip status={plan.status} />
          {plan.number > 0 && <span>{t("plan.version", { number: plan.number })}</span>}
          {plan.releasedAt !== null && <StatusChip status="RELEASED" />}
          <span>{t("actions.count", { count: countIn(data) ?? countOf(plan) })}</span>
          <HasIt plan={plan} />
          <Presence planId={plan.id} />
        </>
      }
      actions={<PlanActions plan={plan} />}
    >
      {plan.statusReason !== null && (
        <Banner tone="warn">{t(whyKey(plan), { reason: plan.statusReason })}</Banner>
      )}
      <PlanStrip plan={plan} />
      <Suspense fallback={null}>
        {textOf(search.act) !== "" && <PlanAct plan={plan} onDone={refresh} />}
        {textOf(search.new) === "action" && plan.viewerCan.addAction.allowed && (
          <NewAction planId={plan.id} onCreated={result.retry} />
        )}
      </Suspense>
      <ViewTabs
        label={t("views.label")}
        param="view"
        current={view}
        tabs={views.map((key) => ({ key, label: t(`view.${key}`) }))}
        without={["twin", "column", "from_version", "to_version", "act", "new", "on"]}
      />
      <Suspense fallback={<SkeletonLines count={8} />}>
        <PlanView
          view={view}
          data={data}
          plan={plan}
          result={result}
          changes={changes}
          onRefresh={refresh}
          onAdd={plan.viewerCan.addAction.allowed ? () => setSearch({ new: "action" }) : null}
        />
      </Suspense>
    </Page>
  );
}

/** Who has the plan in hand now. */
function HasIt({ plan }: { plan: PlanCore }) {
  const { t } = useI18n("plan");
  if (plan.status === "IN_APPROVAL") {
    return <span>{t("plan.withApprover", { who: plan.submittedBy?.displayName ?? "–" })}</span>;
  }
  if (plan.owner === null) return null;
  return <span>{t("plan.withOwner", { who: plan.owner.displayName })}</span>;
}

/** All actions of the plan, given-up ones included: as many rows as its table has. */
function countOf({ statusCounts }: PlanCore): number {
  return statusCounts.reduce((sum, { count }) => sum + count, 0);
}

/** How many actions the filters leave, once the table has said so. */
function countIn(data: PlanData): number | null {
  return data.plan !== null && "table" in data.plan ? data.plan.table.totalCount : null;
}

function whyKey({ status }: PlanCore): "reason.cancelled" | "reason.revised" | "reason.returned" {
  if (status === "CANCELLED") return "reason.cancelled";
  return status === "UNDER_REVISION" ? "reason.revised" : "reason.returned";
}
