import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { announce } from "../../lib/announce";
import { useI18n } from "../../lib/i18n";
import { useKeys } from "../../lib/keys";
import { useIsNarrow } from "../../lib/useMedia";
import { Button } from "../Button";
import { CardList } from "./CardList";
import { type Column, nextSort, type TableProps } from "./columns";
import styles from "./DataGrid.module.css";
import table from "./DataTable.module.css";
import { GridBody } from "./GridBody";
import { GridHead } from "./GridHead";
import { placeAfter, rangeOf } from "./gridKeys";

export type GridColumn<Row> = Column<Row> & {
  /** The input of a cell while it is edited. It saves by itself; Escape gives the value back that was there before. */
  editor?: (row: Row) => ReactNode;
  /** Why this row's cell cannot be edited; null when it can. */
  lockedReason?: (row: Row) => string | null;
};

export type GridProps<Row> = Omit<TableProps<Row>, "columns"> & {
  columns: GridColumn<Row>[];
  /** A full-width line under the rows that have one: a conflict, a question that an edit raised. */
  note?: (row: Row) => ReactNode;
  hasNote?: (row: Row) => boolean;
  density?: "normal" | "compact";
};

/** Cells are known by row id and column key, so that they keep the focus when rows arrive; the header's row is "". */
export type Cell = { row: string; column: string };

/**
 * A register whose cells are edited in place: one tab stop, arrows between cells, Enter opens a link or edits, F2 edits,
 * Escape restores, Space, Shift Space and Ctrl A select rows. On a phone it is the list of cards.
 */
export function DataGrid<Row extends object>(props: GridProps<Row>) {
  const { caption, rows, totalCount, hasMore, onMore, density = "normal" } = props;
  const { t } = useI18n("ui");
  const isNarrow = useIsNarrow();
  const count = t("table.count", { shown: rows.length, total: totalCount ?? rows.length });
  return (
    <div className={table.register} data-density={density}>
      {isNarrow ? <CardList {...props} /> : <Grid {...props} count={count} />}
      <div className={table.foot}>
        <span className="small muted">
          {caption}: {count}
        </span>
        {hasMore && <Button onClick={() => onMore?.()}>{t("table.more")}</Button>}
      </div>
    </div>
  );
}

function Grid<Row extends object>(props: GridProps<Row> & { count: string }) {
  const { caption, rows, rowId, selection = [], onSelect, actions, sort = [], onSort, count } = props;
  const { t } = useI18n("ui");
  const root = useRef<HTMLTableElement>(null);
  const current = useRef<Cell>({ row: "", column: "" });
  const anchor = useRef<string | null>(null);
  const [editing, setEditing] = useState<Cell | null>(null);
  const [box, columns] = useShownColumns(props.columns, props.hidden ?? []);
  const ids = rows.map(rowId);
  const keys = [
    ...(onSelect ? ["select"] : []),
    ...columns.map(({ key }) => key),
    ...(actions ? ["actions"] : []),
  ];
  useKeys([
    { keys: "↑ ↓ ← → Home End PgUp PgDn", does: t("grid.move") },
    { keys: "Enter", does: t("grid.open") },
    { keys: "F2", does: t("grid.edit") },
    { keys: "Esc", does: t("grid.restore") },
    ...(onSelect ? [{ keys: "Space, Shift Space, Ctrl A", does: t("grid.select") }] : []),
  ]);

  const cellAt = (cell: Cell) =>
    root.current?.querySelector<HTMLElement>(`[data-row="${cell.row}"] > [data-column="${cell.column}"]`);

  // One tab stop: the current cell, or the first one. What cells hold is reached through them.
  useLayoutEffect(() => {
    for (const inside of root.current?.querySelectorAll<HTMLElement>(insides) ?? []) inside.tabIndex = -1;
    const cell =
      cellAt(current.current) ?? cellAt({ row: ids[0] ?? "", column: keys.at(onSelect ? 1 : 0) ?? "" });
    stopAt(root.current, cell);
  });

  function focus(cell: Cell) {
    current.current = cell;
    const element = cellAt(cell);
    element?.focus();
    element?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }

  /** A cell with a link is opened by Enter and edited by F2; any other is edited by both. */
  function enter(cell: Cell, row: Row | undefined, key: "Enter" | "F2") {
    const column = columns.find(({ key: own }) => own === cell.column);
    const link = cellAt(cell)?.querySelector<HTMLElement>("a");
    if (key === "Enter" && link) return link.click();
    if (row !== undefined && column?.editor !== undefined) {
      const reason = column.lockedReason?.(row) ?? null;
      if (reason === null) setEditing(cell);
      else announce(reason);
    } else {
      cellAt(cell)?.querySelector<HTMLElement>("button, input")?.click();
    }
  }

  function select(cell: Cell, withRange: boolean) {
    if (onSelect === undefined || cell.row === "") return;
    if (withRange)
      onSelect([...new Set([...selection, ...rangeOf(ids, anchor.current ?? cell.row, cell.row)])]);
    else
      onSelect(
        selection.includes(cell.row) ? selection.filter((one) => one !== cell.row) : [...selection, cell.row],
      );
    anchor.current = cell.row;
  }

  function onKeyDown(event: KeyboardEvent) {
    const cell = cellOf(event.target);
    if (cell === null) return;
    if (editing !== null) return onEditKey(event, cell);
    if (event.target !== cellAt(cell)) return;
    const at = { row: cell.row === "" ? 0 : ids.indexOf(cell.row) + 1, column: keys.indexOf(cell.column) };
    const next = placeAfter(event, at, { rows: ids.length + 1, columns: keys.length, page: 10 });
    const row = rows[at.row - 1];
    if (next !== null)
      focus({ row: next.row === 0 ? "" : (ids[next.row - 1] ?? ""), column: keys[next.column] ?? "" });
    else if (event.key === "Enter" && cell.row === "") sortBy(cell.column, event.shiftKey);
    else if (event.key === "Enter" || event.key === "F2") enter(cell, row, event.key);
    else if (event.key === " ") select(cell, event.shiftKey);
    else if (event.key === "a" && event.ctrlKey && onSelect) onSelect([...new Set([...selection, ...ids])]);
    else return;
    event.preventDefault();
  }

  function sortBy(key: string, isSecondLevel: boolean) {
    const sortKey = columns.find((column) => column.key === key)?.sortKey;
    if (sortKey !== undefined) onSort?.(nextSort(sort, sortKey, isSecondLevel));
    else if (key === "select") cellAt({ row: "", column: key })?.querySelector("input")?.click();
  }

  function onEditKey(event: KeyboardEvent, cell: Cell) {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    setEditing(null);
    focus(cell);
  }

  function onFocus(event: FocusEvent) {
    const cell = cellOf(event.target);
    if (cell === null) return setEditing(null);
    current.current = cell;
    stopAt(root.current, cellAt(cell));
    if (editing !== null && (editing.row !== cell.row || editing.column !== cell.column)) setEditing(null);
  }

  return (
    <div ref={box} className={`${table.scroll} ${styles.scroll}`} data-long={rows.length > 20}>
      <table
        ref={root}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid on a table keeps its rows and headers
        role="grid"
        aria-label={`${caption}, ${count}`}
        aria-rowcount={(props.totalCount ?? rows.length) + 1}
        aria-colcount={keys.length}
        aria-multiselectable={onSelect ? true : undefined}
        aria-busy={props.isStale}
        className={table.table}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={(event) => {
          if (!root.current?.contains(event.relatedTarget)) setEditing(null);
        }}
      >
        <GridHead {...props} columns={columns} ids={ids} onSortBy={sortBy} />
        <GridBody
          {...props}
          columns={columns}
          editing={editing}
          onEnter={(cell, row) => enter(cell, row, "F2")}
        />
      </table>
    </div>
  );
}

/** What stands in cells that are not being edited. */
const insides = ["a", "button", "input"]
  .map((tag) => `[data-column]:not([data-editing="true"]) ${tag}`)
  .join();

/** Makes one cell the stop of the Tab key. */
function stopAt(grid: HTMLElement | null, cell: HTMLElement | null | undefined): void {
  for (const other of grid?.querySelectorAll<HTMLElement>('[data-column][tabindex="0"]') ?? [])
    other.tabIndex = -1;
  if (cell) cell.tabIndex = 0;
}

function cellOf(target: EventTarget): Cell | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
  const row = element?.parentElement?.dataset.row;
  const column = element?.dataset.column;
  return row === undefined || column === undefined ? null : { row, column };
}

/** The columns there is room for, without those the view hides; the borders are those of a plain register. */
function useShownColumns<Row>(columns: GridColumn<Row>[], hidden: string[]) {
  const box = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(4);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || globalThis.ResizeObserver === undefined) return;
    const measure = () => {
      const rem =
        element.clientWidth / Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setMost(rem <= 44 ? 2 : rem <= 56 ? 3 : rem <= 66 ? 4 : 5);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const shown = columns.filter(
    ({ key, priority = 1 }, at) => at === 0 || (priority <= most && !hidden.includes(key)),
  );
  return [box, shown] as const;
}
