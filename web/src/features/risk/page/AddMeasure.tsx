import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { graphql } from "../../../gql";
import type { AddMeasureQuery } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { ButtonLink } from "../../../ui/Button";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { NewActionForm } from "../../plan/acts/NewActionForm";
import { useHere } from "../here";

const Plans = graphql(`
  query AddMeasure($tenantId: ID!) {
    plans(tenantId: $tenantId, filter: { status: [DRAFT, ACTIVE, UNDER_REVISION] }, orderBy: PERIOD_DESC, first: 100) {
      nodes { id code title kind viewerCan { addAction { allowed } } }
    }
    tenant(id: $tenantId) { id viewerCan { createPlan { allowed } } }
  }
`);

type Props = { code: string; unitId: string; onCreated: () => void };

/** A measure against a risk: an action of a plan, with the risk as what it follows from. */
export function AddMeasure(props: Props) {
  const { id } = useHere();
  return (
    <Loaded result={useResult(Plans, { tenantId: id })} skeleton={<SkeletonLines />}>
      {(data) => <Choice data={data} {...props} />}
    </Loaded>
  );
}

function Choice({ data, code, unitId, onCreated }: Props & { data: AddMeasureQuery }) {
  const { t } = useI18n("risk");
  const { slug } = useHere();
  const [, setSearch] = useSearchState();
  // The development programme is where such measures belong.
  const open = data.plans.nodes
    .filter(({ viewerCan }) => viewerCan.addAction.allowed)
    .toSorted((one, other) => rank(one.kind) - rank(other.kind));
  const [chosen, setChosen] = useState<string | null>(null);
  const planId = chosen ?? open[0]?.id;
  if (planId === undefined) {
    const mayCreate = data.tenant?.viewerCan.createPlan.allowed ?? false;
    return (
      <Empty
        text={t(mayCreate ? "measure.noPlan.create" : "measure.noPlan")}
        action={
          mayCreate && (
            <ButtonLink to={`/i/${slug}/plans`} search={{ new: "plan" }}>
              {t("measure.newPlan")}
            </ButtonLink>
          )
        }
      />
    );
  }
  return (
    <>
      <NativeSelect
        className="form"
        label={t("measure.inPlan")}
        description={t("measure.inPlan.help")}
        inputWrapperOrder={["label", "description", "input"]}
        value={planId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={open.map((plan) => ({ value: plan.id, label: `${plan.code} ${plan.title}` }))}
      />
      <NewActionForm
        key={planId}
        planId={planId}
        source={{ kind: "RISK", reference: code }}
        unitId={unitId}
        onCreated={onCreated}
        onClose={() => setSearch({ act: undefined })}
      />
    </>
  );
}

const rank = (kind: string) => (kind === "CONTROL_DEVELOPMENT" ? 0 : 1);
