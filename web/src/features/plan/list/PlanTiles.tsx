import { type FragmentType, graphql, useFragment } from "../../../gql";
import { addDays, todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useOnline } from "../../../lib/online";
import { AsOf } from "../../../ui/state/Loaded";
import { Tiles } from "../../../ui/Tiles";
import { useHere } from "../here";
import { doneStatuses, openStatuses } from "../words";

const tiles = graphql(`
  fragment PlanTiles_tenant on Tenant {
    id
    planSummary { activePlanCount openCount overdueCount dueSoonCount doneCount progress }
  }
`);

/** How the plans of the institution stand; each figure opens what it counts. */
export function PlanTiles({ tenant }: { tenant: FragmentType<typeof tiles> }) {
  const { t } = useI18n("plan");
  const { number, percent } = useFormat();
  const { slug } = useHere();
  const { lastAnswerAt } = useOnline();
  const { activePlanCount, openCount, overdueCount, dueSoonCount, doneCount, progress } = useFragment(
    tiles,
    tenant,
  ).planSummary;
  const actions = `/i/${slug}/actions`;
  const today = todayInBucharest();
  if (activePlanCount === 0) return null;
  return (
    <div className="stack">
      <Tiles
        tiles={[
          {
            figure: number(overdueCount),
            label: t("tiles.overdue", { count: overdueCount }),
            to: actions,
            search: { overdue: "1" },
            isBad: overdueCount > 0,
          },
          {
            figure: number(dueSoonCount),
            label: t("tiles.dueSoon", { count: dueSoonCount }),
            to: actions,
            search: { status: [...openStatuses], from: today, to: addDays(today, 7) },
          },
          {
            figure: number(openCount),
            label: t("tiles.open", { count: openCount }),
            to: actions,
            search: { status: [...openStatuses] },
          },
          {
            figure: number(doneCount),
            label: t("tiles.done", { count: doneCount }),
            to: actions,
            search: { status: [...doneStatuses] },
          },
          {
            figure: progress === null ? "–" : percent(progress),
            label: t("tiles.progress", { count: activePlanCount }),
            to: `/i/${slug}/plans`,
            search: { status: ["ACTIVE", "UNDER_REVISION", "IN_APPROVAL"] },
          },
        ]}
      />
      {lastAnswerAt !== null && <AsOf at={lastAnswerAt.toISOString()} />}
    </div>
  );
}
