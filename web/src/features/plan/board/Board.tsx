import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { type FragmentType, graphql, useFragment as readFragment } from "../../../gql";
import type { PlanActionStatus } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useI18n } from "../../../lib/i18n";
import { useKeys } from "../../../lib/keys";
import { IconAlertTriangle } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";
import { type ActionCore, actionCore } from "../fragments";
import { useOfflineReason } from "../here";
import { ChangeBar } from "../live/ChangeBar";
import type { Changes } from "../live/changes";
import { ReasonForm } from "../moves/ReasonForm";
import { useMove } from "../moves/useMove";
import styles from "./Board.module.css";
import { BoardColumn } from "./BoardColumn";
import { boardStatuses, cardAfter, columnsOf, type Pending, type Spot, spotNow, spotOf } from "./moves";
import { StatusChooser } from "./StatusChooser";
import { useChosenStatus } from "./useChosenStatus";

const board = graphql(`
  fragment Board_plan on Plan {
    id
    statusCounts { status count }
    proposed: actions(filter: $proposed, orderBy: BOARD, first: 50, after: $afterProposed) { ...BoardColumn_actions }
    approved: actions(filter: $approved, orderBy: BOARD, first: 50, after: $afterApproved) { ...BoardColumn_actions }
    inProgress: actions(filter: $inProgress, orderBy: BOARD, first: 50, after: $afterInProgress) { ...BoardColumn_actions }
    done: actions(filter: $done, orderBy: BOARD, first: 50, after: $afterDone) { ...BoardColumn_actions }
    verified: actions(filter: $verified, orderBy: BOARD, first: 50, after: $afterVerified) { ...BoardColumn_actions }
    rejected: actions(filter: $rejected, orderBy: BOARD, first: 50, after: $afterRejected) { ...BoardColumn_actions }
    cancelled: actions(filter: $cancelled, orderBy: BOARD, first: 50, after: $afterCancelled) { ...BoardColumn_actions }
  }
`);

const boardColumn = graphql(`
  fragment BoardColumn_actions on PlanActionConnection {
    nodes { id ...ActionCore_action }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

/** Under which name each column stands in the query, and its cursor's variable. */
export const boardParts = {
  PROPOSED: { alias: "proposed", after: "afterProposed" },
  APPROVED: { alias: "approved", after: "afterApproved" },
  IN_PROGRESS: { alias: "inProgress", after: "afterInProgress" },
  DONE: { alias: "done", after: "afterDone" },
  VERIFIED_EFFECTIVE: { alias: "verified", after: "afterVerified" },
  REJECTED: { alias: "rejected", after: "afterRejected" },
  CANCELLED: { alias: "cancelled", after: "afterCancelled" },
} as const satisfies Record<PlanActionStatus, { alias: string; after: string }>;

type Props = {
  plan: FragmentType<typeof board>;
  changes: Changes;
  isFiltered: boolean;
  /** The statuses the filters leave; empty for all. */
  statuses: PlanActionStatus[];
  onMore: (variable: string, cursor: string | null | undefined) => Promise<void>;
  onRefresh: () => void;
};

type Question = { action: ActionCore; spot: Spot; back: Spot | null };

/**
 * The actions by status: a list of lists with one tab stop. Arrows go between cards, M opens „Mutați”; dragging does the
 * same. A moved card is shown in its place at once and comes back when the server refuses.
 */
export function Board({ plan, changes, isFiltered, statuses, onMore, onRefresh }: Props) {
  const { t } = useI18n("plan");
  const root = useRef<HTMLDivElement>(null);
  const data = readFragment(board, plan);
  const [pending, setPending] = useState<Pending[]>([]);
  const [current, setCurrent] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [dragged, setDragged] = useState<ActionCore | null>(null);
  const offline = useOfflineReason();
  const { move, isBusy } = useMove();
  useKeys([
    { keys: "↑ ↓ ← → Home End", does: t("board.keys.move") },
    { keys: "Enter", does: t("board.keys.open") },
    { keys: "M", does: t("board.keys.menu") },
  ]);

  const all = boardStatuses.map((status) => ({
    status,
    part: readFragment(boardColumn, data[boardParts[status].alias]),
  }));
  // What was rejected or given up takes room only when there is something.
  const parts = all.filter(
    ({ status, part }) =>
      (statuses.length === 0 || statuses.includes(status)) &&
      (part.totalCount > 0 || (status !== "REJECTED" && status !== "CANCELLED")),
  );
  const cards = all
    .flatMap(({ part }) => readFragment(actionCore, part.nodes))
    .filter(({ id }) => !changes.deleted.has(id));
  const columns = columnsOf(cards, pending);
  const order = parts.map(({ status }) => status);
  const { chosen, seen, follow, choose } = useChosenStatus(columns, order);
  const reachable = seen.flatMap((status) => columns[status]);
  const tabStop = (reachable.find(({ id }) => id === current) ?? reachable[0])?.id ?? null;

  // One tab stop: what is on a card is reached through its keys.
  useLayoutEffect(() => {
    for (const inside of root.current?.querySelectorAll<HTMLElement>("[data-card] button") ?? [])
      inside.tabIndex = -1;
  });

  function focusCard(id: string, status = spotOf(columns, id)?.status) {
    setCurrent(id);
    if (status !== undefined) follow(status);
    // After React has put the card into its new column.
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus({ preventScroll: false }),
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    const id = (event.target as HTMLElement).dataset.card;
    if (id === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key.toLowerCase() === "m") {
      const wanted = event.key === "Enter" ? "a" : "[aria-haspopup]";
      (event.target as HTMLElement).querySelector<HTMLElement>(wanted)?.click();
    } else {
      const next = cardAfter(columns, order, id, event.key);
      if (next === null) return;
      focusCard(next);
    }
    event.preventDefault();
  }

  /** Asks for a reason where the workflow wants one, otherwise moves at once. */
  function wish(action: ActionCore, spot: Spot) {
    setRefusal(null);
    const back = spotNow(columns, action.id);
    if (spot.status === action.status) return void send(action, spot, back);
    const next = action.nextStatuses.find(({ status }) => status === spot.status);
    if (next?.allowed !== true) {
      const reason = next?.reason ?? t("board.notNext", { status: t(`status.${spot.status}`) });
      setRefusal(`${action.code}: ${reason}`);
      announce(reason, true);
      return;
    }
    if (next.needsReason) setQuestion({ action, spot, back });
    else void send(action, spot, back);
  }

  async function send(action: ActionCore, spot: Spot, back: Spot | null, reason?: string): Promise<boolean> {
    const shown = columnsOf(cards, [...pending, { id: action.id, ...spot }]);
    const index = spotOf(shown, action.id)?.index ?? 0;
    const said = t("board.moved", {
      code: action.code,
      status: t(`status.${spot.status}`),
      place: index + 1,
      count: shown[spot.status].length,
    });
    setPending((before) => [...before, { id: action.id, ...spot }]);
    focusCard(action.id, spot.status);
    const moved = await move(action, {
      status: spot.status,
      afterId: spot.afterId,
      said,
      ...(back === null ? {} : { backTo: back }),
      ...(reason === undefined ? {} : { reason }),
    });
    setPending((before) => before.filter(({ id }) => id !== action.id));
    setRefusal(moved.error);
    if (moved.error === null) setQuestion(null);
    // The card came to its place anew; who went on meanwhile is left in peace.
    if (document.activeElement === document.body)
      focusCard(action.id, moved.error === null ? spot.status : action.status);
    return moved.error === null;
  }

  return (
    <>
      <ChangeBar changes={changes} canMove={isFiltered} onShow={onRefresh} />
      {offline !== null && <Banner>{t("board.offline")}</Banner>}
      {refusal !== null && question === null && (
        <Banner tone="warn" icon={IconAlertTriangle}>
          {refusal}
        </Banner>
      )}
      {question !== null && (
        <ReasonForm
          title={t("move.title", {
            code: question.action.code,
            status: t(`status.${question.spot.status}`),
          })}
          label={t("move.reason")}
          verb={t("move.send")}
          draftKey={`plan/move/${question.action.id}/${question.spot.status}`}
          isBusy={isBusy}
          error={refusal}
          disabledReason={offline}
          onSend={(reason) => send(question.action, question.spot, question.back, reason)}
          onCancel={() => {
            setQuestion(null);
            focusCard(question.action.id);
          }}
        />
      )}
      <StatusChooser
        statuses={parts.map(({ status, part }) => ({ status, count: countIn(part, columns[status]) }))}
        chosen={chosen}
        onChoose={choose}
      />
      <div
        ref={root}
        role="group"
        aria-label={t("view.board")}
        className={styles.board}
        onKeyDown={onKeyDown}
      >
        {parts.map(({ status, part }) => (
          <BoardColumn
            key={status}
            status={status}
            isChosen={status === chosen}
            cards={columns[status]}
            columns={columns}
            totalCount={countIn(part, columns[status])}
            hasMore={part.pageInfo.hasNextPage}
            onMore={() => void onMore(boardParts[status].after, part.pageInfo.endCursor)}
            tabStop={tabStop}
            onFocus={setCurrent}
            changedIds={changes.outlined}
            pendingIds={new Set(pending.map(({ id }) => id))}
            offline={offline}
            dragged={dragged}
            onDrag={setDragged}
            onWish={wish}
          />
        ))}
      </div>
    </>
  );
}

/** Cards that are fetched later count as well, and so does one that is just being moved here. */
function countIn({ totalCount }: { totalCount: number }, cards: ActionCore[]): number {
  return Math.max(totalCount, cards.length);
}
