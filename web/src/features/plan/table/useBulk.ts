import { useState } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { PlanActionPatchInput, PlanActionStatus } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { type ActionCore, actionCore } from "../fragments";
import { type Change, type Chosen, type Outcome, type Refused, runInParts, waysBack } from "./bulk";

const UpdatePlanActions = graphql(`
  mutation UpdatePlanActions($input: UpdatePlanActionsInput!) {
    updatePlanActions(input: $input) {
      planActions { id version ...ActionCore_action }
      refused { id code message }
      plans { id ...PlanFigures_plan }
    }
  }
`);

const MovePlanActions = graphql(`
  mutation MovePlanActions($input: MovePlanActionsInput!) {
    movePlanActions(input: $input) {
      planActions { id version ...ActionCore_action }
      refused { id code message }
      plans { id ...PlanFigures_plan }
    }
  }
`);

/** What is known of a chosen action, also when its row is not loaded. */
export type Known = {
  id: string;
  code: string;
  version: number;
  status: PlanActionStatus;
  dueOn: string | null;
  responsible: { id: string } | null;
};

/** What became of a change of many, for the reader. */
export type BulkResult = { changedCount: number; refused: (Refused & { actionCode: string })[] };

type Patch = Pick<PlanActionPatchInput, "dueOn" | "responsibleId">;

/** Changes many actions alike and offers one way back for the whole. */
export function useBulk(onDone: (result: BulkResult) => void): {
  update: (chosen: Known[], patch: Patch) => Promise<void>;
  move: (chosen: Known[], status: PlanActionStatus, reason: string) => Promise<void>;
  isBusy: boolean;
} {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const updating = useMutation(UpdatePlanActions);
  const moving = useMutation(MovePlanActions);
  const [isBusy, setBusy] = useState(false);

  async function updateAll(changes: Change[], patch: Patch): Promise<Outcome> {
    return await runInParts(changes, async (part) => {
      const { data, error } = await updating.run({ changes: part, patch });
      return error === null ? outcomeOf(data.updatePlanActions) : refusedAll(part, errorText(error));
    });
  }

  async function moveAll(
    changes: Change[],
    status: PlanActionStatus,
    reason: string,
    moved: ActionCore[] = [],
  ) {
    return await runInParts(changes, async (part) => {
      const input = { changes: part, status, ...(reason === "" ? {} : { reason }) };
      const { data, error } = await moving.run(input);
      if (error !== null) return refusedAll(part, errorText(error));
      moved.push(...readFragment(actionCore, data.movePlanActions.planActions));
      return outcomeOf(data.movePlanActions);
    });
  }

  function tell(chosen: Known[], { changed, refused }: Outcome, undo: (() => Promise<void>) | null) {
    const codes = new Map(chosen.map(({ id, code }) => [id, code]));
    onDone({
      changedCount: changed.length,
      refused: refused.map((one) => ({ ...one, actionCode: codes.get(one.id) ?? "" })),
    });
    const text = t("bulk.result", { changed: changed.length, refused: refused.length });
    if (undo !== null && changed.length > 0) offerUndo({ text, undo });
    else announce(text);
  }

  async function update(chosen: Known[], patch: Patch) {
    setBusy(true);
    const outcome = await updateAll(chosen.map(asChange), patch);
    setBusy(false);
    const before = chosen.map((one) => ({ ...one, before: earlier(one, patch) }));
    tell(chosen, outcome, async () => {
      for (const { value, changes } of waysBack<Patch>(before, outcome.changed))
        await updateAll(changes, value);
    });
  }

  async function move(chosen: Known[], status: PlanActionStatus, reason: string) {
    setBusy(true);
    const moved: ActionCore[] = [];
    const outcome = await moveAll(chosen.map(asChange), status, reason, moved);
    setBusy(false);
    const before: Chosen<PlanActionStatus>[] = chosen.map((one) => ({ ...one, before: one.status }));
    const canReturn = moved.every(({ id, nextStatuses }) => {
      const was = before.find((one) => one.id === id)?.before;
      return nextStatuses.some((next) => next.status === was && next.allowed);
    });
    const undo = async () => {
      for (const { value, changes } of waysBack(before, outcome.changed)) {
        await moveAll(changes, value, t("move.undoReason"));
      }
    };
    tell(chosen, outcome, canReturn ? undo : null);
  }

  return { update, move, isBusy };
}

function asChange({ id, version }: Known): Change {
  return { id, expectedVersion: version };
}

function outcomeOf({
  planActions,
  refused,
}: {
  planActions: { id: string; version: number }[];
  refused: Refused[];
}): Outcome {
  return { changed: planActions.map(({ id, version }) => ({ id, version })), refused };
}

/** The whole part failed: each of its actions says why. */
function refusedAll(part: Change[], message: string): Outcome {
  return { changed: [], refused: part.map(({ id }) => ({ id, code: "", message })) };
}

function earlier(one: Known, patch: Patch): Patch {
  return {
    ...("dueOn" in patch ? { dueOn: one.dueOn } : {}),
    ...("responsibleId" in patch ? { responsibleId: one.responsible?.id ?? null } : {}),
  };
}
