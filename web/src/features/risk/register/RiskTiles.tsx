import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useOnline } from "../../../lib/online";
import { AsOf } from "../../../ui/state/Loaded";
import { Tiles } from "../../../ui/Tiles";
import { useHere } from "../here";

const tiles = graphql(`
  fragment RiskTiles_tenant on Tenant {
    id
    riskUnits { unit { id } openCount aboveToleranceCount reviewOverdueCount }
  }
`);

/** How the register stands as a whole; each figure opens the risks it counts. */
export function RiskTiles({ tenant }: { tenant: FragmentType<typeof tiles> }) {
  const { t } = useI18n("risk");
  const { number } = useFormat();
  const { slug } = useHere();
  const { lastAnswerAt } = useOnline();
  const { riskUnits } = useFragment(tiles, tenant);
  const sum = (of: (unit: (typeof riskUnits)[number]) => number) =>
    riskUnits.reduce((all, unit) => all + of(unit), 0);
  const open = sum(({ openCount }) => openCount);
  const above = sum(({ aboveToleranceCount }) => aboveToleranceCount);
  const overdue = sum(({ reviewOverdueCount }) => reviewOverdueCount);
  const to = `/i/${slug}/risks`;
  if (open === 0) return null;
  return (
    <div className="stack">
      <Tiles
        tiles={[
          { figure: number(open), label: t("tiles.open", { count: open }), to, search: {} },
          {
            figure: number(above),
            label: t("tiles.above", { count: above }),
            to,
            search: { attention: "above" },
            isBad: above > 0,
          },
          {
            figure: number(overdue),
            label: t("tiles.overdue", { count: overdue }),
            to,
            search: { attention: "overdue", order: "NEXT_REVIEW_ASC" },
            isBad: overdue > 0,
          },
        ]}
      />
      {lastAnswerAt !== null && <AsOf at={lastAnswerAt.toISOString()} />}
    </div>
  );
}
