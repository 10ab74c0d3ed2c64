import { graphql } from "../../../gql";
import type { CriteriaPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Page } from "../../../ui/layout/Page";
import { ViewTabs } from "../../../ui/layout/ViewTabs";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { useHere } from "../here";
import { CriteriaTable } from "./CriteriaTable";
import { versionsOf } from "./versions";

export const query = pageQuery(
  graphql(`
    query CriteriaPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } }
        controlCampaigns {
          id
          year
          template {
            id
            number
            createdAt
            criteria { code ordinal labelRo labelEn standard { code number titleRo titleEn hintRo hintEn } }
          }
        }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<CriteriaPageQuery["tenant"]>;

/** The list of criteria that questionnaires ask, by standard, in each of its versions. */
export function CriteriaPage() {
  const { t } = useI18n("control");
  const { slug } = useHere();
  return (
    <Page title={t("criteria.title")} crumbs={[{ label: t("control.title"), to: `/i/${slug}/control` }]}>
      <p>{t("criteria.intro")}</p>
      <Banner>
        {t("orienting")}. {t("template.note")}
      </Banner>
      <Loaded result={query.useResult()}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Versions tenant={tenant} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Versions({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const [search] = useSearchState();
  const versions = versionsOf(tenant.controlCampaigns);
  const shown = versions.find(({ number }) => String(number) === textOf(search.version)) ?? versions[0];
  if (shown === undefined) return <Empty text={t("criteria.empty")} />;
  return (
    <>
      {versions.length > 1 && (
        <ViewTabs
          label={t("criteria.versions")}
          param="version"
          current={String(shown.number)}
          tabs={versions.map(({ number }) => ({
            key: String(number),
            label: t("template.number", { number }),
          }))}
        />
      )}
      <p className="muted">
        {t("criteria.version", {
          number: shown.number,
          date: longDate(dateInBucharest(new Date(shown.createdAt))),
          count: shown.criteria.length,
          years: shown.years.join(", "),
        })}
      </p>
      <CriteriaTable number={shown.number} criteria={shown.criteria} />
    </>
  );
}
