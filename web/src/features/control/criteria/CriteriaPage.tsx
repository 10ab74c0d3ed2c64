import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { CriteriaPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { ViewTabs } from "../../../ui/layout/ViewTabs";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { useHere, useOfflineReason } from "../here";
import { CriteriaTable } from "./CriteriaTable";
import { criteriaOf, templateCriteria, versionsOf } from "./versions";

// Changing the list is code of its own: most visits only read.
const CriteriaEditor = lazily(() => import("./CriteriaEditor"), "CriteriaEditor");

export const query = pageQuery(
  graphql(`
    query CriteriaPage($id: ID!) {
      controlStandards {
        code
        number
        titleRo
        titleEn
        hintRo
        hintEn
        questions { code labelRo labelEn }
      }
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } manageControl { allowed reason } }
        controlTemplates { id ...TemplateCriteria_template }
        controlCampaigns { id year template { id } }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<CriteriaPageQuery["tenant"]>;
export type Standards = CriteriaPageQuery["controlStandards"];

/** The list of criteria that questionnaires ask, by standard, in each of its versions, and its next version. */
export function CriteriaPage() {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const result = query.useResult();
  const manage = result.data?.tenant?.viewerCan.manageControl;
  const isEditing = textOf(search.act) === "edit" && manage?.allowed === true;
  return (
    <Page
      title={t("criteria.title")}
      crumbs={[{ label: t("control.title"), to: `/i/${slug}/control` }]}
      actions={
        manage?.allowed &&
        !isEditing && (
          <Button
            disabledReason={offline}
            onClick={() => setSearch({ act: "edit", version: undefined, part: undefined })}
          >
            {t("criteria.edit")}
          </Button>
        )
      }
    >
      <p>{t("criteria.intro")}</p>
      <Banner>
        {t("orienting")}. {t("template.note")}
      </Banner>
      <Loaded result={result}>
        {({ tenant, controlStandards }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : isEditing ? (
            <Suspense fallback={<SkeletonLines count={8} />}>
              <CriteriaEditor
                tenantId={tenant.id}
                standards={controlStandards}
                newest={readFragment(templateCriteria, tenant.controlTemplates[0] ?? null)}
                onAgain={result.retry}
                onClose={() => setSearch({ act: undefined })}
              />
            </Suspense>
          ) : (
            <Versions tenant={tenant} standards={controlStandards} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** One version of the list, the newest unless the address names another; without any, the catalogue it begins with. */
function Versions({ tenant, standards }: { tenant: Tenant; standards: Standards }) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const [search] = useSearchState();
  const templates = readFragment(templateCriteria, tenant.controlTemplates);
  const versions = versionsOf(templates, tenant.controlCampaigns);
  const shown = versions.find(({ number }) => String(number) === textOf(search.version)) ?? versions[0];
  const { allowed, reason } = tenant.viewerCan.manageControl;
  const locked = !allowed && reason !== null && <LockedBanner>{reason}</LockedBanner>;
  if (shown === undefined) {
    return (
      <>
        {locked}
        <p className="muted">{t("criteria.empty")}</p>
        <CriteriaTable number={0} criteria={criteriaOf(null, standards)} />
      </>
    );
  }
  return (
    <>
      {locked}
      {versions.length > 1 && (
        <ViewTabs
          label={t("criteria.versions")}
          param="version"
          current={String(shown.number)}
          tabs={versions.map(({ number }) => ({
            key: String(number),
            label: t("template.number", { number }),
          }))}
          without={["part"]}
        />
      )}
      <p className="muted">
        {t("criteria.version", {
          number: shown.number,
          date: longDate(dateInBucharest(new Date(shown.createdAt))),
          count: shown.criteria.length,
        })}{" "}
        {shown.years.length > 0
          ? t("criteria.usedFor", { years: shown.years.join(", ") })
          : t(shown === versions[0] ? "criteria.unused" : "criteria.neverUsed")}
      </p>
      <CriteriaTable number={shown.number} criteria={criteriaOf(shown, standards)} />
      <ThingHistory key={shown.id} id={shown.id} />
    </>
  );
}
