import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { graphql } from "../../../gql";
import type { ActionFromQuery, PlanActionSourceInput } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { ButtonLink } from "../../../ui/Button";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere } from "../here";
import { NewActionForm } from "./NewActionForm";

const Plans = graphql(`
  query ActionFrom($tenantId: ID!) {
    plans(tenantId: $tenantId, filter: { status: [DRAFT, ACTIVE, UNDER_REVISION] }, orderBy: PERIOD_DESC, first: 100) {
      nodes { id code title kind viewerCan { addAction { allowed } } }
    }
    tenant(id: $tenantId) { id viewerCan { createPlan { allowed } } }
  }
`);

type Props = {
  /** What the action follows from. */
  source: PlanActionSourceInput;
  /** In the words of the thing it follows from. */
  words: { plan: string; help?: string; none: string; noneCreate: string; newPlan: string };
  /** Where it is carried out, unless somebody chooses another place. */
  unitId?: string;
  onCreated: () => void;
  onClose: () => void;
};

/** A new action of a plan that somebody chooses, with what it follows from. */
export function ActionFrom(props: Props) {
  const { id } = useHere();
  return (
    <Loaded result={useResult(Plans, { tenantId: id })} skeleton={<SkeletonLines />}>
      {(data) => <Choice data={data} {...props} />}
    </Loaded>
  );
}

function Choice({ data, source, words, unitId, onCreated, onClose }: Props & { data: ActionFromQuery }) {
  const { slug } = useHere();
  // The development programme is where such actions belong.
  const open = data.plans.nodes
    .filter(({ viewerCan }) => viewerCan.addAction.allowed)
    .toSorted((one, other) => rank(one.kind) - rank(other.kind));
  const [chosen, setChosen] = useState<string | null>(null);
  const planId = chosen ?? open[0]?.id;
  if (planId === undefined) {
    const mayCreate = data.tenant?.viewerCan.createPlan.allowed ?? false;
    return (
      <Empty
        text={mayCreate ? words.noneCreate : words.none}
        action={
          mayCreate && (
            <ButtonLink to={`/i/${slug}/plans`} search={{ new: "plan" }}>
              {words.newPlan}
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
        label={words.plan}
        description={words.help}
        inputWrapperOrder={["label", "description", "input"]}
        value={planId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={open.map((plan) => ({ value: plan.id, label: `${plan.code} ${plan.title}` }))}
      />
      <NewActionForm
        key={planId}
        planId={planId}
        source={source}
        {...(unitId === undefined ? {} : { unitId })}
        onCreated={onCreated}
        onClose={onClose}
      />
    </>
  );
}

const rank = (kind: string) => (kind === "CONTROL_DEVELOPMENT" ? 0 : 1);
