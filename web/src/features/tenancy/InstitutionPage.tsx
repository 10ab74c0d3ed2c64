import { graphql } from "../../gql";
import type { InstitutionPageQuery } from "../../gql/graphql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useAutosave } from "../../lib/autosave/useAutosave";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import { SavedText } from "../../ui/autosave/fields";
import { Facts } from "../../ui/layout/Facts";
import { Page } from "../../ui/layout/Page";
import { Card } from "../../ui/layout/Section";
import { LockedBanner } from "../../ui/state/Banner";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { ThingHistory } from "../journal/ThingHistory";
import { AdminTabs } from "./AdminTabs";
import { LetterheadSection } from "./letterhead/LetterheadSection";
import { VerificationMark } from "./VerificationMark";

export const query = pageQuery(
  graphql(`
    query InstitutionPage($id: ID!) {
      tenant(id: $id) {
        id
        slug
        nameRo
        nameEn
        shortName
        kind
        note
        verification
        version
        parent { id nameRo nameEn }
        municipality { id nameRo nameEn }
        viewerCan { update { allowed reason } }
        ...Letterhead_tenant
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

const UpdateTenant = graphql(`
  mutation UpdateTenant($input: UpdateTenantInput!) {
    updateTenant(input: $input) { tenant { id nameRo nameEn shortName note verification version } }
  }
`);

type Tenant = NonNullable<InstitutionPageQuery["tenant"]>;

/** The institution's own data; each field saves itself. */
export function InstitutionPage() {
  const { t } = useI18n("tenancy");
  return (
    <Page title={t("institution.title")} isAutosaved>
      <AdminTabs />
      <Loaded result={query.useResult()}>
        {({ tenant }) =>
          tenant === null ? (
            <NoAccess />
          ) : (
            <>
              {tenant.viewerCan.update.allowed ? <Fields tenant={tenant} /> : <Values tenant={tenant} />}
              <LetterheadSection
                tenant={tenant}
                names={{ municipality: localName(tenant.municipality), institution: localName(tenant) }}
              />
              <ThingHistory id={tenant.id} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Fields({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("tenancy");
  const shared = {
    object: { id: tenant.id, version: tenant.version, tenantId: tenant.id },
    document: UpdateTenant as never,
    place: { label: tenant.shortName, href: `/i/${tenant.slug}/admin/institution` },
    kind: "text" as const,
  };
  const nameRo = useAutosave({ ...shared, field: "nameRo", value: tenant.nameRo });
  const nameEn = useAutosave({ ...shared, field: "nameEn", value: tenant.nameEn });
  const shortName = useAutosave({ ...shared, field: "shortName", value: tenant.shortName });
  const note = useAutosave({ ...shared, field: "note", value: tenant.note });
  return (
    <Card>
      <div className="form stack">
        <p className="row">
          {t(`kind.${tenant.kind}`)} <VerificationMark value={tenant.verification} />
        </p>
        <SavedText saved={nameRo} label={t("tenant.nameRo")} />
        <SavedText saved={nameEn} label={t("tenant.nameEn")} />
        <SavedText saved={shortName} label={t("tenant.shortName")} help={t("tenant.shortName.help")} />
        <SavedText saved={note} label={t("tenant.note")} help={t("tenant.note.help")} rows={3} />
      </div>
    </Card>
  );
}

function Values({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("tenancy");
  return (
    <>
      {tenant.viewerCan.update.reason !== null && (
        <LockedBanner>{tenant.viewerCan.update.reason}</LockedBanner>
      )}
      <Card>
        <Facts
          facts={[
            { label: t("tenant.nameRo"), value: tenant.nameRo },
            { label: t("tenant.nameEn"), value: tenant.nameEn },
            { label: t("tenant.shortName"), value: tenant.shortName },
            { label: t("tenant.kind"), value: t(`kind.${tenant.kind}`) },
            { label: t("tenant.parent"), value: tenant.parent && localName(tenant.parent) },
            { label: t("tenant.note"), value: tenant.note || null },
          ]}
        />
      </Card>
    </>
  );
}
