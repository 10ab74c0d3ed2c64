import { useParams } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { DisposalPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Facts } from "../../../ui/layout/Facts";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Banner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { AdminTabs } from "../../tenancy/AdminTabs";
import { DisposalActs } from "./DisposalActs";
import { DisposalDocuments } from "./DisposalDocuments";
import { RecordDownload } from "./RecordDownload";

// The form is code of its own: most visits only read.
const PapersForm = lazily(() => import("./PapersForm"), "PapersForm");

export const query = pageQuery(
  graphql(`
    query DisposalPage($id: ID!) {
      disposal(id: $id) {
        id
        title
        status
        remark
        hash
        approvedAt
        doneAt
        createdAt
        minutesNumber
        minutesOn
        confirmationNumber
        confirmationOn
        createdBy { id displayName }
        submittedBy { id displayName }
        approvedBy { id displayName }
        ...DisposalActs_disposal
        ...DisposalDocuments_disposal
        ...PapersForm_disposal
      }
    }
  `),
  ({ params }) => ({ id: params.id ?? "" }),
);

type Disposal = NonNullable<DisposalPageQuery["disposal"]>;

/** A selection: what is in it, who decides, what it rests on. */
export function DisposalPage() {
  const { t } = useI18n("retention");
  const { t: slug } = useParams({ strict: false }) as { t: string };
  const result = query.useResult();
  return (
    <Loaded result={result}>
      {({ disposal }) =>
        disposal === null ? (
          <NoAccess />
        ) : (
          <Page
            title={disposal.title}
            crumbs={[{ label: t("disposals.title"), to: `/i/${slug}/admin/disposals` }]}
            meta={<StatusChip status={disposal.status} label={t(`disposal.status.${disposal.status}`)} />}
          >
            <AdminTabs />
            {disposal.remark !== null && (
              <Banner tone="warn">{t("disposal.remark", { remark: disposal.remark })}</Banner>
            )}
            <DisposalActs disposal={disposal} />
            <DisposalDocuments disposal={disposal} />
            <Section title={t("disposal.standing")}>
              <Card>
                <Standing disposal={disposal} />
                <Suspense fallback={<SkeletonLines />}>
                  <PapersForm disposal={disposal} />
                </Suspense>
              </Card>
            </Section>
            <RecordDownload id={disposal.id} />
            <ThingHistory id={disposal.id} />
          </Page>
        )
      }
    </Loaded>
  );
}

function Standing({ disposal }: { disposal: Disposal }) {
  const { t } = useI18n("retention");
  const { longDate } = useFormat();
  const day = (instant: string | null) =>
    instant === null ? null : longDate(dateInBucharest(new Date(instant)));
  const paper = (number: string | null, on: string | null) =>
    number === null || on === null ? null : t("paper", { number, date: longDate(on) });
  return (
    <Facts
      facts={[
        { label: t("disposal.createdBy"), value: disposal.createdBy.displayName },
        { label: t("disposal.submittedBy"), value: disposal.submittedBy?.displayName ?? null },
        { label: t("disposal.approvedBy"), value: disposal.approvedBy?.displayName ?? null },
        { label: t("disposal.approvedAt"), value: day(disposal.approvedAt) },
        { label: t("disposal.minutes"), value: paper(disposal.minutesNumber, disposal.minutesOn) },
        {
          label: t("disposal.confirmation"),
          value: paper(disposal.confirmationNumber, disposal.confirmationOn),
        },
        { label: t("disposal.doneAt"), value: day(disposal.doneAt) },
        { label: t("disposal.hash"), value: disposal.hash === null ? null : <code>{disposal.hash}</code> },
      ]}
    />
  );
}
