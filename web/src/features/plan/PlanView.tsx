import type { PageResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { textOf, useSearchState } from "../../lib/routing/useSearchState";
import { Button } from "../../ui/Button";
import { IconPlus } from "../../ui/icons";
import { Empty } from "../../ui/state/Empty";
import { lazily } from "../../ui/state/lazily";
import { SkeletonLines } from "../../ui/state/Skeleton";
import type { PlanCore } from "./fragments";
import type { Changes } from "./live/changes";
import type { PlanData } from "./PlanFrame";
import type { View } from "./planQueries";
import { isFiltered, readFilters } from "./table/filters";

// The other views come with their own code when they are looked at.
const Table = lazily(() => import("./table/PlanTableView"), "PlanTableView");
const Board = lazily(() => import("./board/PlanBoardView"), "PlanBoardView");
const Timeline = lazily(() => import("./timeline/PlanTimelineView"), "PlanTimelineView");
const Workload = lazily(() => import("./workload/Workload"), "Workload");
const About = lazily(() => import("./about/PlanAbout"), "PlanAbout");

type Props = {
  view: View;
  data: PlanData;
  plan: PlanCore;
  result: PageResult<PlanData>;
  changes: Changes;
  onRefresh: () => void;
  onAdd: (() => void) | null;
};

/** The view of the address; of a plan without actions there is nothing to view but the first step. While its rows are fetched the answer in hand is of another view: then the skeleton. */
export function PlanView({ view, data, plan, result, changes, onRefresh, onAdd }: Props) {
  const { t } = useI18n("plan");
  const [search] = useSearchState();
  const found = data.plan;
  const shared = { changes, onRefresh, isFiltered: isFiltered(readFilters(search)), tenant: null };
  if (found === null) return null;
  const isBare = plan.statusCounts.every(({ count }) => count === 0) && changes.arrived.size === 0;
  if (isBare && view !== "about") {
    const add = (
      <Button
        kind={textOf(search.new) === "action" ? "plain" : "filled"}
        icon={IconPlus}
        onClick={() => onAdd?.()}
      >
        {t("action.addFirst")}
      </Button>
    );
    return <Empty text={t("actions.none")} action={onAdd && add} />;
  }
  const tenant = ("tenant" in data ? data.tenant : null) ?? null;
  if (view === "table" && "table" in found) {
    return (
      <Table
        {...shared}
        tenant={tenant}
        planId={plan.id}
        fileName={`${t("actions")} ${plan.code}`}
        actions={found.table}
        isStale={result.isStale}
        onMore={result.more}
      />
    );
  }
  if (view === "board" && "board" in found) return <Board {...shared} tenant={tenant} plan={found} />;
  if (view === "timeline" && "timeline" in found) {
    const fileName = `${t("timeline.label")} ${plan.code}`;
    return <Timeline {...shared} tenant={tenant} plan={found} fileName={fileName} onMore={result.more} />;
  }
  if (view === "workload" && "workloadOf" in found) {
    return <Workload plan={found} fileName={`${t("view.workload")} ${plan.code}`} />;
  }
  if (view === "about" && "about" in found) return <About plan={found} core={plan} onMore={result.more} />;
  return <SkeletonLines count={8} />;
}
