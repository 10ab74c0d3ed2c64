import { Link } from "@tanstack/react-router";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { FormsPage_CampaignFragment } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { campaignOf, useHere, useOwnPlace, yearOf } from "../here";
import { questionnaireLook } from "../words";
import { Downloads } from "./Downloads";
import styles from "./Forms.module.css";
import { ProgrammeForms } from "./Programmes";

const shown = graphql(`
  fragment FormsPage_campaign on ControlCampaign {
    id
    year
    questionnaires { id status unit { id nameRo nameEn } }
    report { id status number }
  }
`);

export const query = pageQuery(
  graphql(`
    query ControlFormsPage($id: ID!, $year: Int!, $isLatest: Boolean!) {
      tenant(id: $id) {
        id
        viewerCan { centraliseControl { allowed } }
        controlCampaign(year: $year) @skip(if: $isLatest) { id year ...FormsPage_campaign }
        controlCampaigns @include(if: $isLatest) { id year ...FormsPage_campaign }
      }
    }
  `),
  ({ context, params }) => ({ id: context.tenant?.id ?? "", ...yearOf(params.year) }),
);

type Campaign = FormsPage_CampaignFragment;

/** All forms of a year with their state, each as a file. */
export function FormsPage() {
  return (
    <Loaded result={query.useResult()}>
      {({ tenant }) => {
        const found = readFragment(shown, campaignOf(tenant));
        return !tenant || found === null ? (
          <NoAccess />
        ) : (
          <Shown
            tenantId={tenant.id}
            campaign={found}
            canCentralise={tenant.viewerCan.centraliseControl.allowed}
          />
        );
      }}
    </Loaded>
  );
}

type ShownProps = { tenantId: string; campaign: Campaign; canCentralise: boolean };

function Shown({ tenantId, campaign, canCentralise }: ShownProps) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const readsPlans = useOwnPlace()?.tenant.viewerCan.readPlans.allowed === true;
  const { id, year, report } = campaign;
  const base = `/i/${slug}/control`;
  const isApproved = report?.status === "APPROVED";
  const version = isApproved ? t("forms.approved", { number: report.number }) : t("forms.draft");
  const ofInstitution = [
    { annex: "SYNTHESIS" as const, title: t("form.synthesis"), to: `${base}/${year}/synthesis` },
    { annex: "REPORT" as const, title: t("form.report"), to: `${base}/${year}/report` },
  ];
  return (
    <Page
      title={t("forms.title", { year })}
      crumbs={[
        { label: t("control.title"), to: base },
        { label: String(year), to: `${base}?year=${year}` },
      ]}
    >
      <p>{t("forms.intro")}</p>
      <Banner>{t("form.unconfirmed")}</Banner>
      <Section title={t("forms.institution")}>
        <Card>
          <ul className={styles.forms}>
            {ofInstitution.map(({ annex, title, to }) => (
              <li key={annex}>
                <h3>
                  <Link to={to}>{title}</Link>
                </h3>
                <div>
                  <StatusChip status={isApproved ? "FROZEN" : "DRAFT"} label={version} />
                </div>
                <Downloads small form={{ annex, campaign: id }} of={title} />
              </li>
            ))}
            {canCentralise && (
              <li>
                <h3>
                  <Link to={`${base}/${year}/subordinates`}>{t("form.statement")}</Link>
                </h3>
                <p className="muted">{t("forms.statement.note")}</p>
                <Downloads small form={{ institution: tenantId, year }} of={t("form.statement")} />
              </li>
            )}
          </ul>
        </Card>
      </Section>
      {readsPlans && <ProgrammeForms tenantId={tenantId} year={year} />}
      <Section
        title={t("forms.compartments")}
        count={String(campaign.questionnaires.length)}
        note={t("forms.compartments.note")}
      >
        {campaign.questionnaires.length > 0 && (
          <Downloads form={{ annex: "QUESTIONNAIRE", campaign: id }} of={t("form.questionnaires")} />
        )}
        <Card>
          <ul className={styles.forms}>
            {campaign.questionnaires.map(({ id: questionnaire, status, unit }) => (
              <li key={questionnaire}>
                <h3>
                  <Link to={`${base}/${year}/questionnaires/${questionnaire}`}>{localName(unit)}</Link>
                </h3>
                <div>
                  <StatusChip
                    status={questionnaireLook[status]}
                    label={t(`questionnaire.status.${status}`)}
                  />
                </div>
                <Downloads
                  small
                  form={{ annex: "QUESTIONNAIRE", campaign: id, questionnaire }}
                  of={t("form.questionnaire", { unit: localName(unit) })}
                />
              </li>
            ))}
          </ul>
        </Card>
      </Section>
    </Page>
  );
}
