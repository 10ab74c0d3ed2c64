import { graphql } from "../../../gql";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import type { PlanCore } from "../fragments";

const SubmitPlan = graphql(`
  mutation SubmitPlan($input: SubmitPlanInput!) {
    submitPlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);
const ApprovePlan = graphql(`
  mutation ApprovePlan($input: ApprovePlanInput!) {
    approvePlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);
const ReturnPlan = graphql(`
  mutation ReturnPlan($input: ReturnPlanInput!) {
    returnPlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);
const RevisePlan = graphql(`
  mutation RevisePlan($input: RevisePlanInput!) {
    revisePlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);
const ReleasePlan = graphql(`
  mutation ReleasePlan($input: ReleasePlanInput!) {
    releasePlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);
const ClosePlan = graphql(`
  mutation ClosePlan($input: ClosePlanInput!) {
    closePlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);
const CancelPlan = graphql(`
  mutation CancelPlan($input: CancelPlanInput!) {
    cancelPlan(input: $input) { plan { id version ...PlanCore_plan } }
  }
`);

export const acts = ["submit", "approve", "return", "revise", "release", "close", "cancel"] as const;
export type Act = (typeof acts)[number];

/** Acts that need words of the person who does them. */
const needingWords = ["return", "revise", "cancel"] as const satisfies Act[];

export function needsWords(act: Act): act is (typeof needingWords)[number] {
  return needingWords.some((one) => one === act);
}

/** Whether an act is possible, and why not. */
export function permitted(plan: PlanCore, act: Act): { allowed: boolean; reason: string | null } {
  return plan.viewerCan[act === "return" ? "returnToDraft" : act];
}

/** The acts that make sense where the plan stands, the next step first; each still needs its right. */
export function actsOf(plan: PlanCore): Act[] {
  switch (plan.status) {
    case "DRAFT":
    case "UNDER_REVISION":
      return ["submit", ...(plan.number > 0 ? (["release"] as const) : []), "cancel"];
    case "IN_APPROVAL":
      return ["approve", "return", "cancel"];
    case "ACTIVE":
      return ["release", "revise", "close", "cancel"];
    case "CLOSED":
      return ["release"];
    case "CANCELLED":
      return [];
  }
}

/** Runs an act on the version the reader has seen. */
export function usePlanActs(plan: PlanCore): {
  run: (act: Act, words: string) => Promise<ApiError | null>;
  isBusy: boolean;
} {
  const submit = useMutation(SubmitPlan);
  const approve = useMutation(ApprovePlan);
  const giveBack = useMutation(ReturnPlan);
  const revise = useMutation(RevisePlan);
  const release = useMutation(ReleasePlan);
  const close = useMutation(ClosePlan);
  const cancel = useMutation(CancelPlan);
  const input = { id: plan.id, expectedVersion: plan.version };

  async function run(act: Act, words: string): Promise<ApiError | null> {
    switch (act) {
      case "submit":
        return (await submit.run(input)).error;
      case "approve":
        return (await approve.run({ ...input, note: words })).error;
      case "return":
        return (await giveBack.run({ ...input, remark: words })).error;
      case "revise":
        return (await revise.run({ ...input, reason: words })).error;
      case "release":
        return (await release.run(input)).error;
      case "close":
        return (await close.run(input)).error;
      case "cancel":
        return (await cancel.run({ ...input, reason: words })).error;
    }
  }

  const all = [submit, approve, giveBack, revise, release, close, cancel];
  return { run, isBusy: all.some(({ isBusy }) => isBusy) };
}
