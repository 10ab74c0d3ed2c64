import { graphql, useFragment as readFragment } from "../../../gql";
import type { MovePlanActionMutation, PlanActionStatus } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { type ActionCore, actionCore } from "../fragments";
import { actionStatuses } from "../words";

const MovePlanAction = graphql(`
  mutation MovePlanAction($input: MovePlanActionInput!) {
    movePlanAction(input: $input) {
      planAction { id version ...ActionCore_action }
      plan { id ...PlanFigures_plan }
    }
  }
`);

export type Wish = {
  status: PlanActionStatus;
  /** The card above on the board, null for the top; left out where there is no board. */
  afterId?: string | null;
  reason?: string;
  /** Where it stood on the board, to put it back there. */
  backTo?: { status: PlanActionStatus; afterId: string | null };
  /** What is said of it when it stands there. */
  said?: string;
};

export type Moved = { action: ActionCore; error: null } | { action: null; error: string };

/** Moves an action along the workflow or on the board, says so and offers the way back where the workflow has one. */
export function useMove(): { move: (action: ActionCore, wish: Wish) => Promise<Moved>; isBusy: boolean } {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const { run, isBusy } = useMutation(MovePlanAction);

  async function send(action: { id: string; version: number }, wish: Wish) {
    const { status, afterId, reason } = wish;
    return await run({
      id: action.id,
      expectedVersion: action.version,
      status,
      ...(afterId === undefined ? {} : { boardAfterId: afterId }),
      ...(reason ? { reason } : {}),
    });
  }

  /** Somebody else moved it first: say where it stands now. */
  function sentence(action: ActionCore, error: ApiError): string {
    const theirs = error.conflicts.find(({ path }) => path === "status")?.theirs;
    const known = actionStatuses.find((status) => status === theirs);
    return known
      ? t("move.meanwhile", { code: action.code, status: t(`status.${known}`) })
      : errorText(error);
  }

  async function move(action: ActionCore, wish: Wish): Promise<Moved> {
    const { data, error } = await send(action, wish);
    if (error !== null) {
      const text = sentence(action, error);
      announce(text, true);
      return { action: null, error: text };
    }
    const moved = movedIn(data);
    const said = wish.said ?? t("move.done", { code: action.code, status: t(`status.${wish.status}`) });
    const back = wayBack(action, wish, moved);
    if (back === null) announce(said);
    else offerUndo({ text: said, undo: () => undo(moved, back) });
    return { action: moved, error: null };
  }

  async function undo(moved: ActionCore, back: Wish) {
    const { error } = await send(moved, back);
    if (error !== null) announce(sentence(moved, error), true);
  }

  function wayBack(before: ActionCore, wish: Wish, moved: ActionCore): Wish | null {
    const place = wish.backTo === undefined ? {} : { afterId: wish.backTo.afterId };
    if (before.status === moved.status) {
      return wish.backTo === undefined ? null : { status: before.status, ...place };
    }
    const next = moved.nextStatuses.find(({ status }) => status === before.status);
    if (next?.allowed !== true) return null;
    return { status: before.status, ...place, ...(next.needsReason ? { reason: t("move.undoReason") } : {}) };
  }

  return { move, isBusy };
}

function movedIn({ movePlanAction }: MovePlanActionMutation): ActionCore {
  return readFragment(actionCore, movePlanAction.planAction);
}
