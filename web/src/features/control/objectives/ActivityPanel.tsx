import { graphql, useFragment as readFragment } from "../../../gql";
import type { ActivityDetailFragment } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { longDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { useOfflineReason } from "../here";
import { RetireAct } from "../RetireAct";
import { ActivityForm } from "./ActivityForm";
import { ChainLink, ChainLinks } from "./ChainLink";
import type { PanelProps } from "./ChainPanel";
import { activityDetail } from "./fragments";
import { IndicatorForm } from "./IndicatorForm";
import { UpdateActivity } from "./operations";
import { RiskLinks } from "./RiskLinks";

const Detail = graphql(`
  query ActivityPanel($id: ID!) { controlActivity(id: $id) { ...ActivityDetail } }
`);

/** An activity: whose it is, which procedure covers it, what measures it. */
export function ActivityPanel({ id, units, onClose }: PanelProps) {
  const { t } = useI18n("control");
  const result = useResult(Detail, { id });
  const found = readFragment(activityDetail, result.data?.controlActivity ?? null);
  return (
    <FormPanel title={found?.code ?? t("activity")} onClose={onClose}>
      <Loaded result={result} skeleton={<SkeletonLines />}>
        {() => (found === null ? <NoAccess /> : <Body activity={found} units={units} />)}
      </Loaded>
    </FormPanel>
  );
}

function Body({ activity, units }: Pick<PanelProps, "units"> & { activity: ActivityDetailFragment }) {
  const { t } = useI18n("control");
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const update = useMutation(UpdateActivity);
  const { id, title, code, unit, objective, version, isRetired, viewerCan: can } = activity;
  const act = textOf(search.act);
  const leave = () => setSearch({ act: undefined });

  if (act === "edit" && can.update.allowed) {
    return (
      <ActivityForm
        activity={activity}
        objectiveId={objective.id}
        unitId={unit.id}
        units={units}
        onDone={leave}
        onCancel={leave}
      />
    );
  }
  if (act === "indicator" && can.addIndicator.allowed) {
    return (
      <IndicatorForm
        indicator={null}
        objectiveId={objective.id}
        activityId={id}
        onDone={(made) => setSearch({ open: made, act: undefined })}
        onCancel={leave}
      />
    );
  }
  return (
    <div className="stack">
      <Facts
        facts={[
          { label: t("activity"), value: title },
          { label: t("chain.parent.SPECIFIC"), value: <ChainLink to={objective} /> },
          { label: t("chain.unit"), value: localName(unit) },
          { label: t("activity.isProcedural"), value: t(activity.isProcedural ? "yes" : "no") },
          ...(activity.isProcedural
            ? [
                { label: t("activity.procedureCode"), value: activity.procedureCode },
                {
                  label: t("activity.procedureApprovedOn"),
                  value:
                    activity.procedureApprovedOn === null
                      ? t("procedure.missing")
                      : longDate(activity.procedureApprovedOn),
                },
              ]
            : []),
        ]}
      />
      {isRetired && <p className="muted">{t("chain.isRetired")}</p>}
      <div className="row no-print">
        {can.update.allowed && (
          <Button disabledReason={offline} onClick={() => setSearch({ act: "edit" })}>
            {t("activity.edit")}
          </Button>
        )}
        {can.addIndicator.allowed && (
          <Button disabledReason={offline} onClick={() => setSearch({ act: "indicator" })}>
            {t("indicator.add")}
          </Button>
        )}
        {(can.update.allowed || can.retire.allowed) && (
          <RetireAct
            name={t("chain.named", { code, title })}
            isRetired={isRetired}
            can={can.retire}
            set={async (next) => (await update.run({ id, expectedVersion: version, isRetired: next })).error}
          />
        )}
      </div>
      <ChainLinks
        label={t("chain.indicators")}
        things={activity.indicators.map((one) => ({ id: one.id, title: one.name }))}
      />
      <RiskLinks risks={activity.risks} />
      <ThingHistory id={id} />
    </div>
  );
}
