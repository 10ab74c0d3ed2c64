import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { ControlPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button, ButtonLink } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ControlTabs } from "../ControlTabs";
import { useHere } from "../here";
import { CampaignDetail } from "./CampaignDetail";
import { CampaignList, campaignRow } from "./CampaignList";
import { shownOf } from "./figures";

// The form is code of its own: it is used once a year.
const OpenCampaign = lazily(() => import("./OpenCampaign"), "OpenCampaign");

export const query = pageQuery(
  graphql(`
    query ControlPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } manageControl { allowed reason } centraliseControl { allowed } }
        units { id nameRo nameEn isFirstLevel isRetired }
        controlCampaigns { id year status ...CampaignRow_campaign ...CampaignDetail_campaign }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<ControlPageQuery["tenant"]>;

/** The self-assessments of an institution: the one that runs with its compartments, and the years before. */
export function ControlPage() {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const [, setSearch] = useSearchState();
  const result = query.useResult();
  const tenant = result.data?.tenant;
  const mayManage = tenant?.viewerCan.manageControl.allowed ?? false;
  const runs = tenant?.controlCampaigns.some(({ status }) => status === "OPEN") ?? false;
  return (
    <Page
      title={t("control.title")}
      actions={
        mayManage && (
          <Button
            kind={runs ? "plain" : "filled"}
            icon={IconPlus}
            onClick={() => setSearch({ new: "campaign" })}
          >
            {t("open.title")}
          </Button>
        )
      }
    >
      <p>
        {t("control.intro")}{" "}
        {tenant?.viewerCan.readControl.allowed && (
          <Link to={`/i/${slug}/control/deadlines`}>{t("deadlines.title")}</Link>
        )}
      </p>
      <ControlTabs />
      <p>{t("control.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? <NoAccess /> : <Hub tenant={tenant} />
        }
      </Loaded>
    </Page>
  );
}

function Hub({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const { controlCampaigns: campaigns, viewerCan } = tenant;
  const mayManage = viewerCan.manageControl.allowed;
  const isOpening = mayManage && textOf(search.new) === "campaign";
  const shown = shownOf(campaigns, textOf(search.year));
  const units = tenant.units
    .filter(({ isRetired }) => !isRetired)
    .map((unit) => ({ id: unit.id, name: localName(unit), isFirstLevel: unit.isFirstLevel }));
  return (
    <>
      <Banner>{t("template.note")}</Banner>
      {isOpening && (
        <Card>
          <FormPanel title={t("open.title")} onClose={() => setSearch({ new: undefined })}>
            <Suspense fallback={<SkeletonLines />}>
              <OpenCampaign
                tenantId={tenant.id}
                units={units}
                taken={campaigns.map(({ year }) => year)}
                onDone={(year) => setSearch({ new: undefined, year: String(year) })}
              />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {shown === null && viewerCan.centraliseControl.allowed && (
        <div className="row no-print">
          <ButtonLink to={`/i/${slug}/control/latest/subordinates`}>{t("subordinates.title")}</ButtonLink>
        </div>
      )}
      {shown === null ? (
        <Empty
          text={t(mayManage ? "control.empty.manage" : "control.empty")}
          action={
            mayManage &&
            !isOpening && (
              <Button kind="filled" onClick={() => setSearch({ new: "campaign" })}>
                {t("open.title")}
              </Button>
            )
          }
        />
      ) : (
        <>
          <CampaignDetail
            key={shown.id}
            campaign={shown}
            units={units}
            canCentralise={viewerCan.centraliseControl.allowed}
          />
          <CampaignList campaigns={campaigns.map((one) => readFragment(campaignRow, one))} />
        </>
      )}
    </>
  );
}
