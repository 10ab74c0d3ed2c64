import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "../icons";
import type { GridColumn, GridProps } from "./DataGrid";
import table from "./DataTable.module.css";

type Props<Row> = GridProps<Row> & {
  ids: string[];
  onSortBy: (key: string, isSecondLevel: boolean) => void;
};

/** The first row of a grid: names of the columns, their order, the box that takes the whole page. */
export function GridHead<Row>({
  columns,
  ids,
  sort = [],
  onSort,
  onSortBy,
  selection = [],
  onSelect,
  actions,
  isStale,
}: Props<Row>) {
  const { t } = useI18n("ui");
  const chosen = ids.filter((id) => selection.includes(id)).length;
  const isAll = ids.length > 0 && chosen === ids.length;

  function sortOf({ sortKey }: GridColumn<Row>) {
    if (sortKey === undefined || onSort === undefined) return undefined;
    const at = sort.findIndex(({ key }) => key === sortKey);
    const direction = at === -1 ? "none" : sort[at]?.isDescending ? "descending" : "ascending";
    return {
      direction: direction as "none" | "descending" | "ascending",
      level: sort.length > 1 ? at + 1 : 0,
    };
  }

  return (
    <thead data-stale={isStale}>
      <tr data-row="" aria-rowindex={1}>
        {onSelect && (
          <th scope="col" data-column="select" tabIndex={-1} className={table.check}>
            <input
              type="checkbox"
              aria-label={t("table.selectAll")}
              checked={isAll}
              ref={(box) => {
                if (box) box.indeterminate = chosen > 0 && !isAll;
              }}
              onChange={() =>
                onSelect(
                  isAll ? selection.filter((id) => !ids.includes(id)) : [...new Set([...selection, ...ids])],
                )
              }
            />
          </th>
        )}
        {columns.map((column) => {
          const order = sortOf(column);
          return (
            <th
              key={column.key}
              scope="col"
              data-column={column.key}
              tabIndex={-1}
              data-numeric={column.isNumeric}
              aria-sort={order?.direction}
            >
              {order === undefined ? (
                column.header
              ) : (
                <button
                  type="button"
                  className={table.sort}
                  onClick={(event) => onSortBy(column.key, event.shiftKey)}
                >
                  {column.header}
                  <Icon of={arrows[order.direction]} size={16} />
                  {order.level > 0 && (
                    <span className="small">
                      <span className="visually-hidden">{t("grid.level")} </span>
                      {order.level}
                    </span>
                  )}
                </button>
              )}
            </th>
          );
        })}
        {actions && (
          <th scope="col" data-column="actions" tabIndex={-1} className="no-print">
            <span className="visually-hidden">{t("table.actions")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

const arrows = { none: IconArrowsSort, descending: IconArrowDown, ascending: IconArrowUp };
