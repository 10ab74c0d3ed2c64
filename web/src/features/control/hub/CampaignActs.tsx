import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card } from "../../../ui/layout/Section";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useOfflineReason } from "../here";
import { CloseCampaign } from "./CloseCampaign";
import type { UnitChoice } from "./CompartmentsField";
import { ReopenCampaign } from "./ReopenCampaign";

// Forms are code of their own: most visits only read.
const DueForm = lazily(() => import("./DueForm"), "DueForm");
const AskForm = lazily(() => import("./AskForm"), "AskForm");

const acts = graphql(`
  fragment CampaignActs_campaign on ControlCampaign {
    id
    version
    year
    dueOn
    viewerCanManage { allowed reason }
    viewerCanReopen { allowed }
    report { id status }
  }
`);

type Props = {
  campaign: FragmentType<typeof acts>;
  units: UnitChoice[];
  /** Compartments that have their questionnaire. */
  asked: string[];
};

/** What the secretariat does with a self-assessment that runs: another day, more compartments, the end. */
export function CampaignActs({ campaign, units, asked }: Props) {
  const { t } = useI18n("control");
  const data = useFragment(acts, campaign);
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const [isClosing, setClosing] = useState(false);
  // A report that was handed in rests on what is closed.
  const isReported = data.report?.status === "SUBMITTED" || data.report?.status === "APPROVED";
  if (data.viewerCanReopen.allowed && !isReported) return <ReopenCampaign campaign={data} />;
  if (!data.viewerCanManage.allowed) return null;
  const act = textOf(search.act);
  const others = units.filter(({ id }) => !asked.includes(id));
  const leave = () => setSearch({ act: undefined });
  return (
    <>
      <div className="row no-print">
        <Button disabledReason={offline} onClick={() => setSearch({ act: "due" })}>
          {t("due.title")}
        </Button>
        {others.length > 0 && (
          <Button disabledReason={offline} onClick={() => setSearch({ act: "ask" })}>
            {t("ask.title")}
          </Button>
        )}
        <Button disabledReason={offline} onClick={() => setClosing(true)}>
          {t("close.title")}
        </Button>
      </div>
      {act === "due" && (
        <Card>
          <FormPanel title={t("due.title")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <DueForm id={data.id} version={data.version} dueOn={data.dueOn} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {act === "ask" && others.length > 0 && (
        <Card>
          <FormPanel title={t("ask.title")} onClose={leave}>
            <Suspense fallback={<SkeletonLines />}>
              <AskForm id={data.id} version={data.version} units={others} onDone={leave} />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {isClosing && (
        <CloseCampaign
          id={data.id}
          version={data.version}
          year={data.year}
          onClose={() => setClosing(false)}
        />
      )}
    </>
  );
}
