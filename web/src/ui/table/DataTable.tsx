import {
  columnVisibilityFeature,
  functionalUpdate,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type KeyboardEvent, type MouseEvent, useMemo } from "react";
import { useI18n } from "../../lib/i18n";
import { useIsNarrow } from "../../lib/useMedia";
import { Button } from "../Button";
import { Icon } from "../Icon";
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconDotsVertical } from "../icons";
import { Menu } from "../overlay/Menu";
import { CardList } from "./CardList";
import { type Column, nextSort, type Sort, type TableProps } from "./columns";
import styles from "./DataTable.module.css";

const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature });

/**
 * The one register: sticky header and first column, order and selection kept by the page, „Încă 50” at the end, cards
 * on a phone. Only links open a row.
 */
export function DataTable<Row extends object>(props: TableProps<Row>) {
  const { caption, rows, totalCount, hasMore, onMore } = props;
  const { t } = useI18n("ui");
  const isNarrow = useIsNarrow();
  const count = t("table.count", { shown: rows.length, total: totalCount ?? rows.length });
  return (
    <div className={styles.register}>
      {isNarrow ? <CardList {...props} /> : <Grid {...props} count={count} />}
      <div className={styles.foot}>
        <span className="small muted">
          {caption}: {count}
        </span>
        {hasMore && <Button onClick={() => onMore?.()}>{t("table.more")}</Button>}
      </div>
    </div>
  );
}

function Grid<Row extends object>({ count, ...props }: TableProps<Row> & { count: string }) {
  const {
    caption,
    rows,
    rowId,
    rowLabel,
    selection = [],
    onSelect,
    actions,
    isStale,
    changedIds,
    hidden = [],
  } = props;
  const { t } = useI18n("ui");
  const columns = useMemo(
    () => props.columns.map((column) => ({ id: column.key, accessorFn: (row: Row) => row, meta: column })),
    [props.columns],
  );
  const rowSelection = Object.fromEntries(selection.map((id) => [id, true as const]));
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    enableRowSelection: onSelect !== undefined,
    state: { rowSelection, columnVisibility: Object.fromEntries(hidden.map((key) => [key, false])) },
    onRowSelectionChange: (update) =>
      onSelect?.(Object.keys(functionalUpdate(update, rowSelection as RowSelectionState))),
  });

  return (
    <div
      className={styles.scroll}
      data-long={rows.length > 20}
      role="region"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
      tabIndex={0}
    >
      <table className={styles.table} aria-busy={isStale}>
        <caption className="visually-hidden">
          {caption}, {count}
        </caption>
        <thead data-stale={isStale}>
          <tr>
            {onSelect && (
              <th scope="col" className={styles.check}>
                <input
                  type="checkbox"
                  aria-label={t("table.selectAll")}
                  checked={table.getIsAllRowsSelected()}
                  ref={(box) => {
                    if (box)
                      box.indeterminate = table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected();
                  }}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                />
              </th>
            )}
            {table.getVisibleLeafColumns().map(({ id, columnDef }) => (
              <Header key={id} column={columnDef.meta as Column<Row>} {...props} />
            ))}
            {actions && (
              <th scope="col" className="no-print">
                <span className="visually-hidden">{t("table.actions")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-selected={row.getIsSelected()} data-changed={changedIds?.has(row.id)}>
              {onSelect && (
                <td className={styles.check}>
                  <input
                    type="checkbox"
                    aria-label={t("table.select", { row: rowLabel(row.original) })}
                    checked={row.getIsSelected()}
                    onChange={(event) => row.getToggleSelectedHandler()(event)}
                  />
                </td>
              )}
              {row.getVisibleCells().map((cell, at) => {
                const column = cell.column.columnDef.meta as Column<Row>;
                const content = column.cell(row.original);
                const shared = { "data-numeric": column.isNumeric, "data-priority": column.priority };
                return at === 0 ? (
                  <th key={cell.id} scope="row" {...shared}>
                    {content}
                  </th>
                ) : (
                  <td key={cell.id} {...shared}>
                    {content}
                  </td>
                );
              })}
              {actions && (
                <td className={`${styles.actions} no-print`}>
                  <Menu
                    button={<Icon of={IconDotsVertical} />}
                    label={t("table.actionsOf", { row: rowLabel(row.original) })}
                    items={actions(row.original)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Header<Row>({
  column,
  sort = [],
  onSort,
}: {
  column: Column<Row>;
  sort?: Sort[];
  onSort?: (sort: Sort[]) => void;
}) {
  const { header, sortKey, isNumeric, priority } = column;
  const current = sort.find(({ key }) => key === sortKey);
  const shared = { scope: "col", "data-numeric": isNumeric, "data-priority": priority } as const;
  if (sortKey === undefined || onSort === undefined) return <th {...shared}>{header}</th>;
  const use = (event: MouseEvent | KeyboardEvent) => onSort(nextSort(sort, sortKey, event.shiftKey));
  return (
    <th
      {...shared}
      aria-sort={current === undefined ? "none" : current.isDescending ? "descending" : "ascending"}
    >
      <button type="button" className={styles.sort} onClick={use}>
        {header}
        <Icon
          of={current === undefined ? IconArrowsSort : current.isDescending ? IconArrowDown : IconArrowUp}
          size={16}
        />
      </button>
    </th>
  );
}
