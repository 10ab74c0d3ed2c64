import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { graphql } from "../../../gql";
import type { DecisionPlansQuery } from "../../../gql/graphql";
import { askAgain } from "../../../lib/api/askAgain";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { NewActionForm } from "../../plan/acts/NewActionForm";
import { useHere } from "../here";
import { MeetingAgain } from "./operations";

const Plans = graphql(`
  query DecisionPlans($tenantId: ID!) {
    plans(tenantId: $tenantId, filter: { status: [DRAFT, ACTIVE, UNDER_REVISION] }, orderBy: PERIOD_DESC, first: 100) {
      nodes { id code title kind viewerCan { addAction { allowed } } }
    }
    tenant(id: $tenantId) { id viewerCan { createPlan { allowed } } }
  }
`);

type Props = { meetingId: string; decision: { code: string; text: string }; onClose: () => void };

/** A decision carried out: an action of a plan, with the decision as what it follows from. */
export function DecisionAction(props: Props) {
  const { id } = useHere();
  return (
    <Loaded result={useResult(Plans, { tenantId: id })} skeleton={<SkeletonLines />}>
      {(data) => <Choice data={data} {...props} />}
    </Loaded>
  );
}

function Choice({ data, meetingId, decision, onClose }: Props & { data: DecisionPlansQuery }) {
  const { t } = useI18n("control");
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
        text={t(mayCreate ? "decision.noPlan.create" : "decision.noPlan")}
        action={
          mayCreate && (
            <ButtonLink to={`/i/${slug}/plans`} search={{ new: "plan" }}>
              {t("decision.newPlan")}
            </ButtonLink>
          )
        }
      />
    );
  }
  return (
    <>
      <p>{t("decision.toAction.note", { code: decision.code, text: decision.text })}</p>
      <NativeSelect
        className="form"
        label={t("decision.inPlan")}
        value={planId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={open.map((plan) => ({ value: plan.id, label: `${plan.code} ${plan.title}` }))}
      />
      <NewActionForm
        key={planId}
        planId={planId}
        source={{ kind: "COMMISSION_DECISION", reference: decision.code }}
        onCreated={() => void askAgain(MeetingAgain, { id: meetingId })}
        onClose={onClose}
      />
    </>
  );
}

const rank = (kind: string) => (kind === "CONTROL_DEVELOPMENT" ? 0 : 1);
