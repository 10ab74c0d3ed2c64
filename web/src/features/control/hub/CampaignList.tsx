import { Link } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { CampaignRow_CampaignFragment } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { Deadline } from "../../../ui/Deadline";
import { Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere } from "../here";
import { campaignLook, conformityLook } from "../words";
import { handedIn, progressOf } from "./figures";

export const campaignRow = graphql(`
  fragment CampaignRow_campaign on ControlCampaign {
    id
    year
    status
    dueOn
    questionnaires { id status completeCount criterionCount }
    synthesis { conformity isComplete implementedCount }
  }
`);

type Campaign = CampaignRow_CampaignFragment;

/** All years with what each came to; the year leads to its compartments. */
export function CampaignList({ campaigns }: { campaigns: Campaign[] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const conformity = ({ synthesis }: Campaign) =>
    synthesis.isComplete
      ? t(`conformity.${synthesis.conformity}`)
      : t("conformity.provisional", { conformity: t(`conformity.${synthesis.conformity}`) });
  const columns: Column<Campaign>[] = [
    {
      key: "year",
      header: t("campaign.year"),
      file: { kind: "CODE", value: ({ year }) => String(year) },
      cell: ({ year }) => (
        <Link to={`/i/${slug}/control`} search={{ year: String(year) } as never}>
          {year}
        </Link>
      ),
    },
    {
      key: "status",
      header: t("campaign.status"),
      file: { kind: "STATUS", value: ({ status }) => t(`campaign.status.${status}`) },
      priority: 1,
      cell: ({ status }) => (
        <StatusChip status={campaignLook[status]} label={t(`campaign.status.${status}`)} />
      ),
    },
    {
      key: "due",
      header: t("campaign.dueOn"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 3,
      cell: ({ dueOn, status }) => <Deadline dueOn={dueOn} isBare isSettled={status === "CLOSED"} />,
    },
    {
      key: "handedIn",
      header: t("campaign.handedIn"),
      file: [
        { kind: "WHOLE", value: ({ questionnaires }) => handedIn(questionnaires) },
        {
          kind: "WHOLE",
          title: t("campaign.compartments"),
          value: ({ questionnaires }) => questionnaires.length,
        },
      ],
      priority: 2,
      cell: ({ questionnaires }) =>
        t("count.of", { done: handedIn(questionnaires), all: questionnaires.length }),
    },
    {
      key: "progress",
      header: t("campaign.progress"),
      file: { kind: "PERCENT", value: ({ questionnaires }) => progressOf(questionnaires) },
      priority: 4,
      cell: ({ questionnaires }) => <Progress value={progressOf(questionnaires)} />,
    },
    {
      key: "conformity",
      header: t("campaign.conformity"),
      file: { kind: "STATUS", value: conformity },
      priority: 2,
      cell: (campaign) => (
        <span className="row">
          {campaign.synthesis.isComplete ? (
            <StatusChip
              status={conformityLook[campaign.synthesis.conformity]}
              label={t(`conformity.${campaign.synthesis.conformity}`)}
            />
          ) : (
            <span>{conformity(campaign)}</span>
          )}
          <Link to={`/i/${slug}/control/${campaign.year}/synthesis`}>
            {t("synthesis.ofYear", { year: campaign.year })}
          </Link>
        </span>
      ),
    },
  ];
  const file = {
    name: t("campaigns.title"),
    caption: t("campaigns.title"),
    columns: fileColumns(columns),
    total: campaigns.length,
    rows: campaigns,
  };
  return (
    <Section
      title={t("campaigns.title")}
      count={String(campaigns.length)}
      actions={<ExportMenu file={file} />}
    >
      <DataTable
        caption={t("campaigns.title")}
        columns={columns}
        rows={campaigns}
        rowId={({ id }) => id}
        rowLabel={({ year }) => String(year)}
      />
    </Section>
  );
}
