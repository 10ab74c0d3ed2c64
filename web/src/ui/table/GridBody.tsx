import { Fragment, useEffect, useRef } from "react";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconDotsVertical } from "../icons";
import { Menu } from "../overlay/Menu";
import type { Cell, GridColumn, GridProps } from "./DataGrid";
import styles from "./DataGrid.module.css";
import table from "./DataTable.module.css";

type Props<Row> = GridProps<Row> & {
  editing: Cell | null;
  onEnter: (cell: Cell, row: Row) => void;
};

/** The rows of a grid. */
export function GridBody<Row>(props: Props<Row>) {
  const {
    columns,
    rows,
    rowId,
    rowLabel,
    selection = [],
    onSelect,
    actions,
    changedIds,
    note,
    hasNote,
  } = props;
  const { t } = useI18n("ui");
  const width = columns.length + (onSelect ? 1 : 0) + (actions ? 1 : 0);
  return (
    <tbody>
      {rows.map((row, index) => {
        const id = rowId(row);
        const isSelected = selection.includes(id);
        const below = hasNote?.(row) ? note?.(row) : null;
        return (
          <Fragment key={id}>
            <tr
              data-row={id}
              aria-rowindex={index + 2}
              aria-selected={onSelect ? isSelected : undefined}
              data-selected={isSelected}
              data-changed={changedIds?.has(id)}
            >
              {onSelect && (
                <td data-column="select" tabIndex={-1} className={table.check}>
                  <input
                    type="checkbox"
                    aria-label={t("table.select", { row: rowLabel(row) })}
                    checked={isSelected}
                    onChange={() =>
                      onSelect(isSelected ? selection.filter((one) => one !== id) : [...selection, id])
                    }
                  />
                </td>
              )}
              {columns.map((column, at) => (
                <BodyCell key={column.key} {...props} column={column} row={row} isTitle={at === 0} />
              ))}
              {actions && (
                <td data-column="actions" tabIndex={-1} className={`${table.actions} no-print`}>
                  <Menu
                    button={<Icon of={IconDotsVertical} />}
                    label={t("table.actionsOf", { row: rowLabel(row) })}
                    items={actions(row)}
                  />
                </td>
              )}
            </tr>
            {below && (
              <tr className={styles.note}>
                <td colSpan={width}>{below}</td>
              </tr>
            )}
          </Fragment>
        );
      })}
    </tbody>
  );
}

type CellProps<Row> = Props<Row> & { column: GridColumn<Row>; row: Row; isTitle: boolean };

function BodyCell<Row>({ column, row, rowId, isTitle, editing, onEnter }: CellProps<Row>) {
  const element = useRef<HTMLTableCellElement>(null);
  const wasCurrent = useRef(false);
  const cell = { row: rowId(row), column: column.key };
  const isEditing = editing?.row === cell.row && editing.column === cell.column;
  const canEdit = column.editor !== undefined && (column.lockedReason?.(row) ?? null) === null;

  useEffect(() => {
    if (!isEditing) return;
    const input = element.current?.querySelector<HTMLInputElement>("input, select, textarea");
    input?.focus();
    input?.select?.();
  }, [isEditing]);

  const shared = {
    ref: element,
    "data-column": column.key,
    tabIndex: -1,
    "data-numeric": column.isNumeric,
    "data-editable": canEdit || undefined,
    "data-editing": isEditing || undefined,
    "aria-readonly": column.editor === undefined ? undefined : !canEdit,
    className: styles.cell,
    // The first press takes the cell, the second one edits it: a press alone must not open a field.
    onPointerDown: () => {
      wasCurrent.current = element.current === document.activeElement;
    },
    onClick: (event: React.MouseEvent) => {
      if (isEditing || (event.target !== event.currentTarget && isControl(event.target))) return;
      if (canEdit && (wasCurrent.current || event.detail === 2)) onEnter(cell, row);
    },
  };
  const content = isEditing ? <div className={styles.editor}>{column.editor?.(row)}</div> : column.cell(row);
  return isTitle ? (
    <th scope="row" {...shared}>
      {content}
    </th>
  ) : (
    <td {...shared}>{content}</td>
  );
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, input") !== null;
}
