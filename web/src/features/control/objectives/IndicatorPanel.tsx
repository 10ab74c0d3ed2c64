import { graphql, useFragment as readFragment } from "../../../gql";
import type { IndicatorDetailFragment } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useMutation } from "../../../lib/api/useMutation";
import { longDate } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { ThingHistory } from "../../journal/ThingHistory";
import { useOfflineReason } from "../here";
import { RetireAct } from "../RetireAct";
import { Achieved } from "./Achieved";
import { ChainLink } from "./ChainLink";
import type { PanelProps } from "./ChainPanel";
import { indicatorDetail } from "./fragments";
import { IndicatorForm } from "./IndicatorForm";
import { MeasureForm } from "./MeasureForm";
import { MeasurementList } from "./MeasurementList";
import { UpdateIndicator } from "./operations";

const Detail = graphql(`
  query IndicatorPanel($id: ID!) { controlIndicator(id: $id) { ...IndicatorDetail } }
`);

/** An indicator: from where to where, and what was measured. */
export function IndicatorPanel({ id, onClose }: PanelProps) {
  const { t } = useI18n("control");
  const result = useResult(Detail, { id });
  const found = readFragment(indicatorDetail, result.data?.controlIndicator ?? null);
  return (
    <FormPanel title={t("indicator")} onClose={onClose}>
      <Loaded result={result} skeleton={<SkeletonLines />}>
        {() => (found === null ? <NoAccess /> : <Body indicator={found} />)}
      </Loaded>
    </FormPanel>
  );
}

function Body({ indicator }: { indicator: IndicatorDetailFragment }) {
  const { t } = useI18n("control");
  const { number, shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const update = useMutation(UpdateIndicator);
  const { id, name, measuredIn, objective, activity, version, isRetired, viewerCan: can } = indicator;
  const act = textOf(search.act);
  const leave = () => setSearch({ act: undefined });
  const amount = (value: string | null) =>
    value === null ? null : t("indicator.amount", { value: number(value), unit: measuredIn });

  if (act === "edit" && can.update.allowed) {
    return (
      <IndicatorForm
        indicator={indicator}
        objectiveId={objective.id}
        activityId={activity?.id ?? null}
        onDone={leave}
        onCancel={leave}
      />
    );
  }
  return (
    <div className="stack">
      <Facts
        facts={[
          { label: t("indicator.name"), value: name },
          { label: t("chain.parent.SPECIFIC"), value: <ChainLink to={objective} /> },
          ...(activity === null ? [] : [{ label: t("activity"), value: <ChainLink to={activity} /> }]),
          { label: t("indicator.direction"), value: t(`indicator.direction.${indicator.direction}`) },
          { label: t("indicator.baseline"), value: amount(indicator.baseline) },
          { label: t("indicator.target"), value: amount(indicator.target) },
          { label: t("chain.dueOn"), value: indicator.dueOn === null ? null : longDate(indicator.dueOn) },
          {
            label: t("indicator.latest"),
            value:
              indicator.latest === null || indicator.latestOn === null
                ? t("achieved.none")
                : t("indicator.latestOn", {
                    amount: amount(indicator.latest),
                    date: shortDate(indicator.latestOn),
                  }),
          },
          { label: t("chain.achieved"), value: <Achieved percent={indicator.achievedPercent} /> },
        ]}
      />
      {isRetired && <p className="muted">{t("chain.isRetired")}</p>}
      {act === "measure" && can.measure.allowed ? (
        <MeasureForm indicatorId={id} unit={measuredIn} onDone={leave} />
      ) : (
        <div className="row no-print">
          {can.measure.allowed && (
            <Button kind="filled" disabledReason={offline} onClick={() => setSearch({ act: "measure" })}>
              {t("measurement.add")}
            </Button>
          )}
          {can.update.allowed && (
            <Button disabledReason={offline} onClick={() => setSearch({ act: "edit" })}>
              {t("indicator.edit")}
            </Button>
          )}
          {(can.update.allowed || can.retire.allowed) && (
            <RetireAct
              name={name}
              isRetired={isRetired}
              can={can.retire}
              set={async (next) =>
                (await update.run({ id, expectedVersion: version, isRetired: next })).error
              }
            />
          )}
        </div>
      )}
      <MeasurementList indicator={indicator} />
      <ThingHistory id={id} />
    </div>
  );
}
