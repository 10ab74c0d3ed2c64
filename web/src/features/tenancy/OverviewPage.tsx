import { Link } from "@tanstack/react-router";
import { graphql } from "../../gql";
import type { OverviewPageQuery } from "../../gql/graphql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import { ButtonLink } from "../../ui/Button";
import { Facts } from "../../ui/layout/Facts";
import { Page } from "../../ui/layout/Page";
import { Card, Section } from "../../ui/layout/Section";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { PlanFigures } from "./PlanFigures";
import { VerificationMark } from "./VerificationMark";

export const query = pageQuery(
  graphql(`
    query OverviewPage($id: ID!) {
      tenant(id: $id) {
        id
        slug
        nameRo
        nameEn
        shortName
        kind
        note
        verification
        parent { id nameRo nameEn }
        municipality { id nameRo nameEn countyRo }
        viewerCan { update { allowed } readMembers { allowed } readPlans { allowed } }
        units { id isRetired }
        viewerMembership { id displayName roles { role unit { id nameRo nameEn } } }
        ...PlanFigures_tenant
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<OverviewPageQuery["tenant"]>;

/** An institution at a glance: what it is, how its plans stand, what one is in it. */
export function OverviewPage() {
  return (
    <Loaded result={query.useResult()}>
      {({ tenant }) => (tenant === null ? <NoAccess /> : <Overview tenant={tenant} />)}
    </Loaded>
  );
}

function Overview({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("tenancy");
  const { slug, parent, municipality, note, viewerCan, viewerMembership, units } = tenant;
  const unitCount = units.filter(({ isRetired }) => !isRetired).length;
  return (
    <Page
      title={localName(tenant)}
      meta={<VerificationMark value={tenant.verification} />}
      actions={
        viewerCan.update.allowed && (
          <ButtonLink to={`/i/${slug}/admin/institution`}>{t("overview.edit")}</ButtonLink>
        )
      }
    >
      {viewerCan.readPlans.allowed && <PlanFigures tenant={tenant} />}
      <Section title={t("overview.about")}>
        <Card>
          <Facts
            facts={[
              { label: t("tenant.kind"), value: t(`kind.${tenant.kind}`) },
              { label: t("tenant.shortName"), value: tenant.shortName },
              { label: t("tenant.parent"), value: parent && localName(parent) },
              {
                label: t("tenant.municipality"),
                value: `${localName(municipality)}, ${municipality.countyRo}`,
              },
              {
                label: t("tenant.units"),
                value: <Link to={`/i/${slug}/admin/units`}>{t("units.count", { count: unitCount })}</Link>,
              },
              ...(viewerCan.readMembers.allowed
                ? [
                    {
                      label: t("admin.people"),
                      value: <Link to={`/i/${slug}/admin/people`}>{t("overview.people")}</Link>,
                    },
                  ]
                : []),
              ...(note === "" ? [] : [{ label: t("tenant.note"), value: note }]),
            ]}
          />
        </Card>
      </Section>
      {viewerMembership !== null && (
        <Section title={t("overview.you")}>
          <Card>
            <p>{viewerMembership.displayName}</p>
            <ul>
              {viewerMembership.roles.map(({ role, unit }) => (
                <li key={`${role}${unit?.id}`}>
                  {t(`role.${role}`)}
                  {unit !== null && `, ${localName(unit)}`}
                </li>
              ))}
            </ul>
            <p>
              <Link to={`/i/${slug}/admin/roles`}>{t("roles.what")}</Link>
            </p>
          </Card>
        </Section>
      )}
    </Page>
  );
}
