import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { CafReportPageQuery } from "../../../gql/graphql";
import type { ApiError } from "../../../lib/api/error";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button, ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { ThingHistory } from "../../journal/ThingHistory";
import { useHere, useOfflineReason } from "../here";

import { ReportFile, Versions } from "./Files";
import { cafReport, type Report } from "./fragments";
import { CreateCafReport } from "./operations";
import { Parts } from "./Parts";
import { ReportActs } from "./ReportActs";
import { useReportLive } from "./useReportLive";

export const query = pageQuery(
  graphql(`
    query CafReportPage($id: ID!) {
      cafAssessment(id: $id) {
        id
        title
        status
        streamCursor
        viewerCan { beginReport { allowed reason } }
        report { id ...CafReport_report }
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

type Assessment = NonNullable<CafReportPageQuery["cafAssessment"]>;

/** The self-assessment report: written by the coordinator, approved by the head, handed to the city hall. */
export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const result = query.useResult();
  const found = result.data?.cafAssessment;
  const isThis = found === null || found?.id === id;
  useReportLive({ id, cursor: (isThis && found?.streamCursor) || null, onRefetch: result.retry });
  return (
    <Loaded result={isThis ? result : { ...result, data: undefined }}>
      {({ cafAssessment }) =>
        cafAssessment === null ? <NoAccess /> : <Shown key={id} assessment={cafAssessment} />
      }
    </Loaded>
  );
}

function Shown({ assessment }: { assessment: Assessment }) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const { id, title } = assessment;
  const base = `/i/${slug}/caf/${id}`;
  const report = readFragment(cafReport, assessment.report);
  return (
    <Page
      title={t("report.page", { title })}
      crumbs={[
        { label: t("list.title"), to: `/i/${slug}/caf` },
        { label: title, to: base },
      ]}
      isAutosaved={report?.viewerCan.update.allowed ?? false}
      meta={
        report !== null && <StatusChip status={report.status} label={t(`report.status.${report.status}`)} />
      }
      actions={report !== null && <ReportActs report={report} />}
    >
      <p>{t("report.intro")}</p>
      {report === null ? (
        <Begin assessment={assessment} base={base} />
      ) : (
        <Written assessment={assessment} report={report} address={`${base}/report`} />
      )}
    </Page>
  );
}

type WrittenProps = { assessment: Assessment; report: Report; address: string };

function Written({ assessment, report, address }: WrittenProps) {
  const { t } = useI18n("caf");
  const { update } = report.viewerCan;
  return (
    <>
      {report.remark !== null && <Banner tone="warn">{t("report.remark", { remark: report.remark })}</Banner>}
      {!update.allowed && <LockedBanner>{update.reason ?? ""}</LockedBanner>}
      {update.allowed && assessment.status === "CONSENSUS" && <Banner>{t("report.early")}</Banner>}
      <Parts report={report} address={address} />
      <Section title={t("report.file")}>
        <p className="muted">{t("report.file.help")}</p>
        <ReportFile assessmentId={assessment.id} of={t("report.file")} />
      </Section>
      <Versions assessmentId={assessment.id} report={report} />
      <ThingHistory id={report.id} />
    </>
  );
}

function Begin({ assessment, base }: { assessment: Assessment; base: string }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const create = useMutation(CreateCafReport);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const { beginReport } = assessment.viewerCan;

  async function begin() {
    const { error } = await create.run({ assessmentId: assessment.id });
    setFailure(error);
  }

  return (
    <>
      <Empty
        text={beginReport.allowed ? t("report.none") : (beginReport.reason ?? t("report.none"))}
        action={
          beginReport.allowed ? (
            <Button
              kind="filled"
              isBusy={create.isBusy}
              disabledReason={offline}
              onClick={() => void begin()}
            >
              {t("report.begin")}
            </Button>
          ) : (
            <ButtonLink to={base}>{t("toJourney")}</ButtonLink>
          )
        }
      />
      {failure !== null && <ErrorBox error={failure} />}
    </>
  );
}
