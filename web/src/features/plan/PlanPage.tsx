import { useParams } from "@tanstack/react-router";
import type { PageResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { useSearchState } from "../../lib/routing/useSearchState";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { SkeletonLines } from "../../ui/state/Skeleton";
import { type PlanData, PlanFrame } from "./PlanFrame";
import { planQueries, planQuery, viewIn } from "./planQueries";

export const query = planQuery;

/** A plan in one of its views. Each view has its own query; the frame stays while another view is fetched. */
export function PlanPage() {
  const { t } = useI18n("plan");
  const { id } = useParams({ strict: false }) as { id: string };
  const [search] = useSearchState();
  const view = viewIn(search);
  const result = planQueries[view].useResult() as PageResult<PlanData>;
  // While another plan is fetched the answer in hand is still of the one before.
  const isThis = result.data?.plan?.id === id || result.data?.plan === null;

  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }} skeleton={<SkeletonLines count={8} />}>
      {(data) =>
        data.plan === null ? (
          <NoAccess />
        ) : (
          <PlanFrame key={id} data={data} view={view} result={result} crumb={t("plans.title")} />
        )
      }
    </Loaded>
  );
}
