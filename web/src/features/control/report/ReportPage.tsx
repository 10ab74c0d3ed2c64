import { useEffect } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { ReportPage_CampaignFragment, ReportPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { ThingHistory } from "../../journal/ThingHistory";
import { Downloads } from "../forms/Downloads";
import { campaignOf, useHere, yearOf } from "../here";
import { reportLook } from "../words";
import { BeginReport } from "./BeginReport";
import { annualReport, type Report } from "./fragments";
import { Missing } from "./Missing";
import { ReportActs } from "./ReportActs";
import { ReportSections } from "./ReportSections";
import { focusEntry } from "./sections";
import { Versions } from "./Versions";

const shown = graphql(`
  fragment ReportPage_campaign on ControlCampaign {
    id
    year
    status
    synthesis { conformity isComplete implementedCount rows { status } }
    report { id ...AnnualReport_report }
  }
`);

export const query = pageQuery(
  graphql(`
    query ReportPage($id: ID!, $year: Int!, $isLatest: Boolean!) {
      tenant(id: $id) {
        id
        viewerCan { manageControl { allowed } centraliseControl { allowed } }
        controlCampaign(year: $year) @skip(if: $isLatest) { id year ...ReportPage_campaign }
        controlCampaigns @include(if: $isLatest) { id year ...ReportPage_campaign }
      }
    }
  `),
  ({ context, params }) => ({ id: context.tenant?.id ?? "", ...yearOf(params.year) }),
);

type Tenant = NonNullable<ReportPageQuery["tenant"]>;
export type Campaign = ReportPage_CampaignFragment;

/** Annex 4.3 of a year: written by the secretariat, approved by the head, handed to the superior institution. */
export function ReportPage() {
  return (
    <Loaded result={query.useResult()}>
      {({ tenant }) => {
        const found = readFragment(shown, campaignOf(tenant));
        return !tenant || found === null ? (
          <NoAccess />
        ) : (
          <Shown campaign={found} rights={tenant.viewerCan} />
        );
      }}
    </Loaded>
  );
}

function Shown({ campaign, rights }: { campaign: Campaign; rights: Tenant["viewerCan"] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const { year } = campaign;
  const report = readFragment(annualReport, campaign.report);
  const isOpen = report?.viewerCan.update.allowed ?? false;
  return (
    <Page
      title={t("report.title", { year })}
      crumbs={[
        { label: t("control.title"), to: `/i/${slug}/control` },
        { label: String(year), to: `/i/${slug}/control?year=${year}` },
      ]}
      isAutosaved={isOpen}
      meta={report !== null && <Standing report={report} />}
      actions={report !== null && <ReportActs report={report} year={year} />}
    >
      <p>{t("report.intro", { year })}</p>
      {report === null ? (
        <BeginReport campaignId={campaign.id} mayBegin={rights.manageControl.allowed} />
      ) : (
        <Written
          key={report.id}
          report={report}
          campaign={campaign}
          canCentralise={rights.centraliseControl.allowed}
        />
      )}
    </Page>
  );
}

type WrittenProps = { report: Report; campaign: Campaign; canCentralise: boolean };

function Written({ report, campaign, canCentralise }: WrittenProps) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const [search] = useSearchState();
  const field = textOf(search.field);
  const { year } = campaign;
  const { update } = report.viewerCan;

  // The address names a field: it takes the focus after the page's own heading.
  useEffect(() => {
    if (field === "") return;
    const frame = requestAnimationFrame(() => focusEntry(field));
    return () => cancelAnimationFrame(frame);
  }, [field]);

  return (
    <>
      <Remarks report={report} />
      <Banner>{t("form.unconfirmed")}</Banner>
      {!update.allowed && <LockedBanner>{update.reason ?? t("report.read")}</LockedBanner>}
      {report.status !== "APPROVED" && <Missing report={report} campaign={campaign} />}
      <ReportSections report={report} campaign={campaign} canCentralise={canCentralise} />
      <Versions campaign={campaign} report={report} />
      <Section
        title={t("form.report")}
        actions={
          <ButtonLink to={`/i/${slug}/control/${year}/forms`}>{t("forms.ofYear", { year })}</ButtonLink>
        }
      >
        <Downloads form={{ annex: "REPORT", campaign: campaign.id }} of={t("form.report")} />
      </Section>
      <ThingHistory id={report.id} />
    </>
  );
}

/** Where it stands; until it is approved it is a draft, whatever it says. */
function Standing({ report }: { report: Report }) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const { status, submittedAt, submittedBy } = report;
  return (
    <>
      {status !== "DRAFT" && <StatusChip status={reportLook[status]} label={t(`report.status.${status}`)} />}
      {status !== "APPROVED" && <StatusChip status="DRAFT" label={t("report.draftMark")} />}
      {submittedAt !== null && submittedBy !== null && (
        <span>
          {t("submitted", {
            who: submittedBy.displayName,
            date: longDate(dateInBucharest(new Date(submittedAt))),
          })}
        </span>
      )}
    </>
  );
}

/** What the head or the superior institution wants otherwise, or that the superior institution has it. */
function Remarks({ report }: { report: Report }) {
  const { t } = useI18n("control");
  const { longDate } = useFormat();
  const day = (instant: string) => longDate(dateInBucharest(new Date(instant)));
  const newest = report.versions[0];
  if (newest?.returnedAt != null && report.status !== "APPROVED") {
    return (
      <Banner tone="warn">
        {t("report.refused", { date: day(newest.returnedAt), remark: newest.remark ?? "" })}
      </Banner>
    );
  }
  if (report.remark !== null) return <Banner tone="warn">{t("remark", { remark: report.remark })}</Banner>;
  if (newest?.releasedAt != null && report.status === "APPROVED") {
    return <Banner>{t("report.released", { date: day(newest.releasedAt), number: newest.number })}</Banner>;
  }
  return null;
}
