import { type FragmentType, graphql, useFragment } from "../../gql";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Section } from "../../ui/layout/Section";
import { Tiles } from "../../ui/Tiles";

const figures = graphql(`
  fragment PlanFigures_tenant on Tenant {
    id
    slug
    planSummary { activePlanCount openCount overdueCount dueSoonCount doneCount progress }
  }
`);

/** How the plans of an institution stand; each figure leads to what it counts. */
export function PlanFigures({ tenant }: { tenant: FragmentType<typeof figures> }) {
  const { t } = useI18n("tenancy");
  const { number, percent } = useFormat();
  const { slug, planSummary } = useFragment(figures, tenant);
  const { activePlanCount, openCount, overdueCount, dueSoonCount, doneCount, progress } = planSummary;
  const plans = `/i/${slug}/plans`;
  return (
    <Section title={t("figures.title")}>
      {activePlanCount === 0 ? (
        <p className="muted">{t("figures.none")}</p>
      ) : (
        <Tiles
          tiles={[
            {
              figure: number(activePlanCount),
              label: t("figures.active", { count: activePlanCount }),
              to: plans,
            },
            {
              figure: number(overdueCount),
              label: t("figures.overdue", { count: overdueCount }),
              to: plans,
              isBad: overdueCount > 0,
            },
            { figure: number(dueSoonCount), label: t("figures.dueSoon", { count: dueSoonCount }), to: plans },
            { figure: number(openCount), label: t("figures.open", { count: openCount }), to: plans },
            { figure: number(doneCount), label: t("figures.done", { count: doneCount }), to: plans },
            ...(progress === null
              ? []
              : [{ figure: percent(progress), label: t("figures.progress"), to: plans }]),
          ]}
        />
      )}
    </Section>
  );
}
