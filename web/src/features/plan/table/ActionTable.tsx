import { type ReactNode, Suspense, useState } from "react";
import { type FragmentType, useFragment } from "../../../gql";
import type { TableFile } from "../../../lib/export/columns";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/state/Empty";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { fileColumns } from "../../../ui/table/columns";
import { DataGrid, type GridColumn } from "../../../ui/table/DataGrid";
import { useChoices } from "../choices";
import type { ActionCore, ActionRow } from "../fragments";
import { useHere, useOfflineReason } from "../here";
import { ChangeBar } from "../live/ChangeBar";
import type { Changes } from "../live/changes";
import { useMove } from "../moves/useMove";
import { actionColumns } from "./actionColumns";
import { actionTable, allActions, rowsOf } from "./allActions";
import { BulkOutcome } from "./BulkOutcome";
import { isFiltered, noFilters, readFilters, writeFilters } from "./filters";
import { hiddenIn } from "./hidden";
import { possible, readSort, withSecondLevel, writeSort } from "./sorting";
import type { BulkResult } from "./useBulk";
import { useCalmOrder } from "./useCalmOrder";
import { useRowActions } from "./useRowActions";
import { useSelection } from "./useSelection";
import { useStopped } from "./useStopped";

const BulkBar = lazily(() => import("./BulkBar"), "BulkBar");
// Who edits needs the grid, who only reads the table: never both.
const ReadTable = lazily(() => import("./ReadTable"), "ReadTable");
const RowNote = lazily(() => import("./RowNote"), "RowNote");

type Props = {
  actions: FragmentType<typeof actionTable>;
  /** The plan, when the list is of one. */
  planId?: string;
  /** What a file of the list is called. */
  fileName: string;
  /** What stands above the list, with its file; absent while there is nothing to search in. */
  toolbar: ((file: TableFile<ActionRow>) => ReactNode) | null;
  changes: Changes;
  isStale: boolean;
  onMore: (cursor: string | null | undefined) => Promise<void>;
  /** Reads the list again: asked for by the reader. */
  onRefresh: () => void;
  /** The order when the address names none, as an address would write it. */
  defaultSort?: string;
  /** Columns only this list has, after the title. */
  extraColumns?: GridColumn<ActionRow>[];
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
  const loaded = rowsOf(nodes).filter(({ id }) => !changes.deleted.has(id));
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

  const { id: tenantId } = useHere();
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

  const toolbar = props.toolbar?.({
    name: props.fileName,
    caption: shared.caption,
    columns: fileColumns(columns, shared.hidden),
    total,
    rows: allActions({ tenantId, planId }, filters, sort),
    arrange: (all) => withSecondLevel(all, sort),
  });

  if (rows.length === 0 && changes.arrived.size === 0) {
    return (
      <>
        {toolbar}
        {(props.isFiltered ?? isFiltered(filters)) ? (
          <Empty
            text={t("actions.noneFound")}
            action={<Button onClick={() => setSearch(writeFilters(noFilters))}>{t("filters.clear")}</Button>}
          />
        ) : (
          <Empty text={props.emptyText} />
        )}
      </>
    );
  }
  return (
    <>
      {toolbar}
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
