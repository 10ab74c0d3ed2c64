import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment as readFragment, useFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Deadline } from "../../../ui/Deadline";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { ThingHistory } from "../../journal/ThingHistory";
import { useHere } from "../here";
import { campaignLook, reportLook } from "../words";
import { CampaignActs } from "./CampaignActs";
import { Compartments, compartmentRow } from "./Compartments";
import type { UnitChoice } from "./CompartmentsField";
import { handedIn, progressOf } from "./figures";

const detail = graphql(`
  fragment CampaignDetail_campaign on ControlCampaign {
    id
    year
    status
    dueOn
    template { id number }
    openedBy { id displayName }
    questionnaires { id ...CompartmentRow_questionnaire }
    synthesis { conformity isComplete implementedCount rows { status } }
    report { id status }
    ...CampaignActs_campaign
  }
`);

type Props = { campaign: FragmentType<typeof detail>; units: UnitChoice[]; canCentralise: boolean };

/** One self-assessment: how far it is, its compartments, and what may be done with it. */
export function CampaignDetail({ campaign, units, canCentralise }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const data = useFragment(detail, campaign);
  const rows = data.questionnaires.map((one) => readFragment(compartmentRow, one));
  const { synthesis } = data;
  const degree = t("synthesis.degree", {
    conformity: t(`conformity.${synthesis.conformity}`),
    count: synthesis.implementedCount,
    all: synthesis.rows.length,
  });
  return (
    <>
      <Section
        title={t("campaign.title", { year: data.year })}
        actions={
          <>
            <ButtonLink to={`/i/${slug}/control/${data.year}/synthesis`}>
              {t("synthesis.ofYear", { year: data.year })}
            </ButtonLink>
            <ButtonLink to={`/i/${slug}/control/${data.year}/report`}>
              {t("report.ofYear", { year: data.year })}
            </ButtonLink>
            <ButtonLink to={`/i/${slug}/control/${data.year}/forms`}>
              {t("forms.ofYear", { year: data.year })}
            </ButtonLink>
            {canCentralise && (
              <ButtonLink to={`/i/${slug}/control/${data.year}/subordinates`}>
                {t("subordinates.title")}
              </ButtonLink>
            )}
          </>
        }
      >
        <Card>
          <Facts
            facts={[
              {
                label: t("campaign.status"),
                value: (
                  <StatusChip
                    status={campaignLook[data.status]}
                    label={t(`campaign.status.${data.status}`)}
                  />
                ),
              },
              {
                label: t("campaign.dueOn"),
                value: <Deadline dueOn={data.dueOn} isBare isSettled={data.status === "CLOSED"} />,
              },
              {
                label: t("campaign.handedIn"),
                value: t("count.of", { done: handedIn(rows), all: rows.length }),
              },
              { label: t("campaign.progress"), value: <Progress value={progressOf(rows)} /> },
              {
                label: t("campaign.conformity"),
                value: synthesis.isComplete ? degree : t("conformity.provisional", { conformity: degree }),
              },
              {
                label: t("report.ofInstitution"),
                value: data.report && (
                  <StatusChip
                    status={reportLook[data.report.status]}
                    label={t(`report.status.${data.report.status}`)}
                  />
                ),
              },
              {
                label: t("campaign.openedBy"),
                value: data.openedBy?.displayName ?? t("campaign.openedBy.superior"),
              },
              {
                label: t("campaign.template"),
                value: (
                  <Link
                    to={`/i/${slug}/control/criteria`}
                    search={{ version: String(data.template.number) } as never}
                  >
                    {t("template.number", { number: data.template.number })}
                  </Link>
                ),
              },
            ]}
          />
        </Card>
        <CampaignActs campaign={data} units={units} asked={rows.map(({ unit }) => unit.id)} />
        <ThingHistory id={data.id} />
      </Section>
      <Compartments year={data.year} rows={rows} />
    </>
  );
}
