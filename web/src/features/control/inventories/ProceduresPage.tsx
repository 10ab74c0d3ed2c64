import { graphql } from "../../../gql";
import type { ProceduresPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Progress } from "../../../ui/Progress";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { ControlTabs } from "../ControlTabs";
import { useHere } from "../here";
import { ActivityInventory } from "./ActivityInventory";
import { inventoried } from "./procedures";
import { UnitCoverage } from "./UnitCoverage";

export const query = pageQuery(
  graphql(`
    query ProceduresPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } }
        procedureCoverage {
          proceduralCount
          coveredCount
          percent
          units { unit { id nameRo nameEn } proceduralCount coveredCount percent }
          activities {
            id
            code
            title
            isProcedural
            procedureCode
            procedureApprovedOn
            isRetired
            unit { id nameRo nameEn }
          }
        }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<ProceduresPageQuery["tenant"]>;

/** The inventory of procedural activities: which of them have an approved procedure, by compartment. */
export function ProceduresPage() {
  const { t } = useI18n("control");
  return (
    <Page title={t("procedures.title")}>
      <ControlTabs />
      <p>{t("procedures.intro")}</p>
      <Banner>{t("procedures.seam")}</Banner>
      <Loaded result={query.useResult()}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Inventory tenant={tenant} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Inventory({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const { procedureCoverage: coverage } = tenant;
  const activities = inventoried(coverage.activities);
  if (activities.length === 0) {
    return (
      <Empty
        text={t("procedures.empty")}
        action={
          <ButtonLink to={`/i/${slug}/control/objectives`} kind="filled">
            {t("procedures.toObjectives")}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <>
      {coverage.percent !== null && (
        <p className="row">
          <strong>{t("procedures.coverage")}:</strong>
          <Progress value={coverage.percent} />
          <span>
            {t("procedures.coverage.of", {
              done: coverage.coveredCount,
              all: coverage.proceduralCount,
            })}
          </span>
        </p>
      )}
      <UnitCoverage units={coverage.units} />
      <ActivityInventory activities={activities} />
    </>
  );
}
