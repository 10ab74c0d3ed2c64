import { graphql, useFragment as readFragment } from "../../../gql";
import type { ObjectivePanelQuery } from "../../../gql/graphql";
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
import { Achieved } from "./Achieved";
import { ActivityForm } from "./ActivityForm";
import { ChainLink, ChainLinks } from "./ChainLink";
import type { PanelProps } from "./ChainPanel";
import { chainObjective, objectiveDetail } from "./fragments";
import { IndicatorForm } from "./IndicatorForm";
import { ObjectiveForm } from "./ObjectiveForm";
import { UpdateObjective } from "./operations";
import { RiskLinks } from "./RiskLinks";
import { useGapWords } from "./useGapWords";

const Detail = graphql(`
  query ObjectivePanel($id: ID!) { controlObjective(id: $id) { ...ObjectiveDetail } }
`);

/** An objective: what it says, what it lacks, what follows from it. */
export function ObjectivePanel({ id, ...rest }: PanelProps) {
  const { t } = useI18n("control");
  const result = useResult(Detail, { id });
  const found = result.data?.controlObjective;
  const title = readFragment(chainObjective, readFragment(objectiveDetail, found ?? null))?.code;
  return (
    <FormPanel title={title ?? t("objective")} onClose={rest.onClose}>
      <Loaded result={result} skeleton={<SkeletonLines />}>
        {({ controlObjective }) =>
          controlObjective === null ? <NoAccess /> : <Body found={controlObjective} {...rest} />
        }
      </Loaded>
    </FormPanel>
  );
}

type Found = NonNullable<ObjectivePanelQuery["controlObjective"]>;

function Body({ found, tenantId, units }: Omit<PanelProps, "id"> & { found: Found }) {
  const { t } = useI18n("control");
  const [search, setSearch] = useSearchState();
  const words = useGapWords();
  const offline = useOfflineReason();
  const update = useMutation(UpdateObjective);
  const detail = readFragment(objectiveDetail, found);
  const chain = readFragment(chainObjective, detail);
  const { id, title, dueOn, unit, isRetired } = chain;
  const { parent, version, viewerCan: can } = detail;
  const act = textOf(search.act);
  const leave = () => setSearch({ act: undefined });
  const open = (made: string) => setSearch({ open: made, act: undefined });

  if (act === "edit" && can.update.allowed) {
    const objective = { ...detail, id, title, dueOn, unitId: unit?.id ?? null };
    return (
      <ObjectiveForm
        tenantId={tenantId}
        objective={objective}
        parent={parent}
        units={units}
        onDone={leave}
        onCancel={leave}
      />
    );
  }
  if (act === "specific" && can.addSpecific.allowed) {
    return (
      <ObjectiveForm
        tenantId={tenantId}
        objective={null}
        parent={chain}
        units={units}
        onDone={open}
        onCancel={leave}
      />
    );
  }
  if (act === "activity" && can.addActivity.allowed) {
    return (
      <ActivityForm
        activity={null}
        objectiveId={id}
        unitId={unit?.id ?? null}
        units={units}
        onDone={open}
        onCancel={leave}
      />
    );
  }
  if (act === "indicator" && can.addIndicator.allowed) {
    return (
      <IndicatorForm indicator={null} objectiveId={id} activityId={null} onDone={open} onCancel={leave} />
    );
  }

  const acts = [
    { key: "edit", can: can.update, label: t("objective.edit") },
    { key: "specific", can: can.addSpecific, label: t("objective.addSpecific") },
    { key: "activity", can: can.addActivity, label: t("activity.add") },
    { key: "indicator", can: can.addIndicator, label: t("indicator.add") },
  ].filter((one) => one.can.allowed);
  return (
    <div className="stack">
      <Facts
        facts={[
          { label: t(`chain.kind.${chain.kind}`), value: title },
          ...(parent === null
            ? []
            : [{ label: t("chain.parent.GENERAL"), value: <ChainLink to={parent} /> }]),
          ...(unit === null ? [] : [{ label: t("chain.unit"), value: localName(unit) }]),
          { label: t("objective.result"), value: detail.result },
          { label: t("objective.resources"), value: detail.resources },
          { label: t("objective.relevance"), value: detail.relevance },
          { label: t("chain.dueOn"), value: dueOn === null ? null : longDate(dueOn) },
          ...(chain.kind === "SPECIFIC"
            ? [
                {
                  label: t("chain.gaps"),
                  value: chain.smartGaps.length === 0 ? t("chain.gaps.none") : words(chain.smartGaps),
                },
              ]
            : []),
          { label: t("chain.achieved"), value: <Achieved percent={chain.achievedPercent} /> },
        ]}
      />
      {isRetired && <p className="muted">{t("chain.isRetired")}</p>}
      <div className="row no-print">
        {acts.map(({ key, label }) => (
          <Button key={key} disabledReason={offline} onClick={() => setSearch({ act: key })}>
            {label}
          </Button>
        ))}
        {(can.update.allowed || can.retire.allowed) && (
          <RetireAct
            name={t("chain.named", { code: chain.code, title })}
            isRetired={isRetired}
            can={can.retire}
            set={async (next) => (await update.run({ id, expectedVersion: version, isRetired: next })).error}
          />
        )}
      </div>
      <ChainLinks label={t("chain.activities")} things={chain.activities} />
      <ChainLinks
        label={t("chain.indicators")}
        things={chain.indicators.map((one) => ({ id: one.id, title: one.name }))}
      />
      <RiskLinks risks={detail.risks} />
      <ThingHistory id={id} />
    </div>
  );
}
