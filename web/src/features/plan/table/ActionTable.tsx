import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { lazily } from "../../../lib/lazily";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/state/Empty";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { DataGrid, type GridColumn } from "../../../ui/table/DataGrid";
import { useChoices } from "../choices";
import { type ActionCore, actionCore } from "../fragments";
import { useOfflineReason } from "../here";
import { ChangeBar } from "../live/ChangeBar";
import type { Changes } from "../live/changes";
import { useMove } from "../moves/useMove";
import { actionColumns } from "./actionColumns";
import { BulkOutcome } from "./BulkOutcome";
import { isFiltered, noFilters, readFilters, writeFilters } from "./filters";
import { hiddenIn } from "./hidden";
import { possible, readSort, writeSort } from "./sorting";
import type { BulkResult } from "./useBulk";
import { useCalmOrder } from "./useCalmOrder";
import { useRowActions } from "./useRowActions";
import { useSelection } from "./useSelection";
import { useStopped } from "./useStopped";

const BulkBar = lazily(() => import("./BulkBar"), "BulkBar");
// Who edits needs the grid, who only reads the table: never both.
const ReadTable = lazily(() => import("./ReadTable"), "ReadTable");
const RowNote = lazily(() => import("./RowNote"), "RowNote");

const actionTable = graphql(`
  fragment ActionTable_actions on PlanActionConnection {
    nodes { id ...ActionCore_action }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
`);

type Props = {
  actions: FragmentType<typeof actionTable>;
  /** The plan, when the list is of one. */
  planId?: string;
  changes: Changes;
  isStale: boolean;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  /** Reads the list again: asked for by the reader. */
  onRefresh: () => void;
  /** The order when the address names none, as an address would write it. */
  defaultSort?: string;
  /** Columns only this list has, after the title. */
  extraColumns?: GridColumn<ActionCore>[];
  /** What to say when there is no action at all. */
  emptyText: string;
  /** Whether the list is narrowed by more than what it is a list of. */
  isFiltered?: boolean;
};

/** A list of actions: ordered, filtered, edited in place and in bulk. */
export function ActionTable({ actions, planId, changes, isStale, onMore, onRefresh, ...props }: Props) {
  const { t } = useI18n("plan");
  const [search, setSearch] = useSearchState();
  const choices = useChoices();
  const offline = useOfflineReason();
  const { nodes, totalCount, pageInfo } = useFragment(actionTable, actions);
  const filters = readFilters(search);
  const sort = readSort(textOf(search.sort) || (props.defaultSort ?? ""));
  const loaded = useFragment(actionCore, nodes).filter(({ id }) => !changes.deleted.has(id));
  const [asked, setAsked] = useState(0);
  const rows = useCalmOrder(loaded, sort, asked);
  const total = totalCount - nodes.length + loaded.length;
  const selection = useSelection(rows, planId, filters);
  const stopped = useStopped();
  const [result, setResult] = useState<BulkResult | null>(null);
  const [asking, setAsking] = useState<{ id: string; status: ActionCore["status"] } | null>(null);
  const [refusal, setRefusal] = useState<{ id: string; text: string } | null>(null);
  const { move, isBusy } = useMove();
  const rowActions = useRowActions({
    onAsk: choose,
    onRefused: (id, text) => setRefusal({ id, text }),
    onRefresh,
  });

  async function send(action: ActionCore, status: ActionCore["status"], reason = ""): Promise<boolean> {
    const moved = await move(action, { status, reason });
    setRefusal(moved.error === null ? null : { id: action.id, text: moved.error });
    if (moved.error === null) setAsking(null);
    return moved.error === null;
  }

  function choose(action: ActionCore, status: ActionCore["status"]) {
    setRefusal(null);
    const next = action.nextStatuses.find((one) => one.status === status);
    if (next === undefined) return;
    if (next.needsReason) setAsking({ id: action.id, status });
    else void send(action, status);
  }

  const [title, ...rest] = actionColumns({ t, offline, choices, onStatus: choose });
  const columns = [...(title ? [title] : []), ...(props.extraColumns ?? []), ...rest];
  const canEdit = rows.some(
    ({ viewerCan, nextStatuses }) =>
      viewerCan.define.allowed || viewerCan.report.allowed || nextStatuses.some(({ allowed }) => allowed),
  );
  const shared = {
    caption: t("actions"),
    rows,
    rowId: ({ id }: ActionCore) => id,
    rowLabel: ({ code, title: name }: ActionCore) => `${code} ${name}`,
    totalCount: total,
    hidden: hiddenIn(search),
    sort,
    onSort: (next: typeof sort) => setSearch({ sort: writeSort(possible(next, sort)) }),
    isStale,
    changedIds: new Set(changes.outlined.keys()),
    hasMore: pageInfo.hasNextPage,
    onMore: () => void onMore(pageInfo.endCursor),
    actions: rowActions,
  };

  if (rows.length === 0 && changes.arrived.size === 0) {
    return (props.isFiltered ?? isFiltered(filters)) ? (
      <Empty
        text={t("actions.noneFound")}
        action={<Button onClick={() => setSearch(writeFilters(noFilters))}>{t("filters.clear")}</Button>}
      />
    ) : (
      <Empty text={props.emptyText} />
    );
  }
  return (
    <>
      <ChangeBar
        changes={changes}
        canMove={sort.length > 0 || isFiltered(filters)}
        onShow={() => {
          setAsked(asked + 1);
          onRefresh();
        }}
      />
      {result !== null && <BulkOutcome result={result} onClose={() => setResult(null)} />}
      {selection.ids.length > 0 && (
        <Suspense fallback={null}>
          <BulkBar
            chosen={selection.known}
            totalCount={total}
            onTakeAll={selection.takeAll}
            onClear={selection.clear}
            onDone={(outcome) => {
              setResult(outcome);
              selection.clear();
            }}
          />
        </Suspense>
      )}
      {selection.error !== null && <ErrorBox error={selection.error} />}
      {canEdit ? (
        <DataGrid
          {...shared}
          columns={columns}
          density={textOf(search.density) === "compact" ? "compact" : "normal"}
          selection={selection.ids}
          onSelect={selection.select}
          note={(action) => (
            <Suspense fallback={null}>
              <RowNote
                action={action}
                stopped={stopped.get(action.id) ?? []}
                asking={asking?.id === action.id ? asking.status : null}
                refusal={refusal?.id === action.id ? refusal.text : null}
                isBusy={isBusy}
                offline={offline}
                onReason={(status, reason) => send(action, status, reason)}
                onClose={() => {
                  setAsking(null);
                  setRefusal(null);
                }}
              />
            </Suspense>
          )}
          hasNote={({ id }) => stopped.has(id) || asking?.id === id || refusal?.id === id}
        />
      ) : (
        <Suspense fallback={<SkeletonLines count={8} />}>
          <ReadTable {...shared} columns={columns} />
        </Suspense>
      )}
    </>
  );
}
