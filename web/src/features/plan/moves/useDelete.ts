import { graphql } from "../../../gql";
import type { CreatePlanActionInput, PlanActionContentQuery } from "../../../gql/graphql";
import { client } from "../../../lib/api/client";
import { type ApiError, toApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { CreatePlanAction } from "../acts/createPlanAction";

const DeletePlanAction = graphql(`
  mutation DeletePlanAction($input: DeletePlanActionInput!) {
    deletePlanAction(input: $input) {
      deletedPlanActionId
      plan { id ...PlanFigures_plan }
    }
  }
`);

const Content = graphql(`
  query PlanActionContent($id: ID!) {
    planAction(id: $id) {
      id
      plan { id }
      title
      description
      impact
      effort
      budget
      startOn
      dueOn
      responsible { id }
      unit { id }
      source { kind reference note }
      indicator { name unit baseline target }
    }
  }
`);

type Doomed = { id: string; code: string; version: number };

/** Deletes a proposal. The way back proposes the same again: it gets a new code, what was deleted stays deleted. */
export function useDelete(onDone: () => void): (action: Doomed) => Promise<ApiError | null> {
  const { t } = useI18n("plan");
  const remove = useMutation(DeletePlanAction);
  const create = useMutation(CreatePlanAction);

  return async ({ id, code, version }) => {
    const before = await client.get().query(Content, { id }, { requestPolicy: "network-only" }).toPromise();
    const content = before.data?.planAction ?? null;
    if (content === null) return before.error ? toApiError(before.error) : null;
    const { error } = await remove.run({ id, expectedVersion: version });
    if (error !== null) return error;
    onDone();
    offerUndo({
      text: t("action.deleted", { code }),
      undo: async () => {
        await create.run(inputOf(content));
        onDone();
      },
    });
    return null;
  };
}

type Content = NonNullable<PlanActionContentQuery["planAction"]>;

function inputOf(content: Content): CreatePlanActionInput {
  const { plan, responsible, unit, source, indicator, title, description, impact, effort } = content;
  const { budget, startOn, dueOn } = content;
  return {
    planId: plan.id,
    title,
    description,
    impact,
    effort,
    budget,
    startOn,
    dueOn,
    responsibleId: responsible?.id ?? null,
    unitId: unit?.id ?? null,
    source: { kind: source.kind, reference: source.reference, note: source.note },
    indicator: indicator && {
      name: indicator.name,
      unit: indicator.unit,
      baseline: indicator.baseline,
      target: indicator.target,
    },
    idempotencyKey: crypto.randomUUID(),
  };
}
