import { graphql, useFragment as readFragment } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere } from "../here";
import { riskScales, scaleOf } from "../scale";
import { RaiseForm } from "./RaiseForm";

export const query = pageQuery(
  graphql(`
    query RaiseRiskPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { raiseRiskAlert { allowed reason } }
        riskSetting { ...RiskScales_setting }
        units { id nameRo nameEn isRetired }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

/** The alert form: anybody who works here says in a few sentences what may go wrong. */
export function RaiseRiskPage() {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  const result = query.useResult();
  return (
    <Page
      title={t("alert.raise")}
      crumbs={[
        { label: t("risks.title"), to: `/i/${slug}/risks` },
        { label: t("alerts.title"), to: `/i/${slug}/risks/alerts` },
      ]}
      width="text"
    >
      <Loaded result={result} skeleton={<SkeletonLines count={6} />}>
        {({ tenant }) => {
          if (tenant === null) return <NoAccess />;
          const { raiseRiskAlert } = tenant.viewerCan;
          if (!raiseRiskAlert.allowed) return <LockedBanner>{raiseRiskAlert.reason}</LockedBanner>;
          return (
            <>
              <p>{t("raise.intro")}</p>
              <Card>
                <RaiseForm
                  tenantId={tenant.id}
                  scale={scaleOf(readFragment(riskScales, tenant.riskSetting))}
                  units={tenant.units.filter(({ isRetired }) => !isRetired)}
                />
              </Card>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
