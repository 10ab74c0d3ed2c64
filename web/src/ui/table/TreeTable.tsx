import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useI18n } from "../../lib/i18n";
import { useKeys } from "../../lib/keys";
import { Icon } from "../Icon";
import { IconChevronDown, IconChevronRight } from "../icons";
import type { Column } from "./columns";
import styles from "./TreeTable.module.css";
import { type Branch, visible } from "./tree";

/** A column of a tree. */
export type TreeColumn<Row> = Pick<Column<Row>, "key" | "header" | "cell" | "file"> & { isWide?: boolean };

type Props<Row> = {
  caption: string;
  branches: Branch<Row>[];
  columns: TreeColumn<Row>[];
  rowId: (row: Row) => string;
  /**
   * The name of a row, in the first column. What opens the row is marked `data-open` and has `tabIndex={-1}`: the tree is
   * one stop of the Tab key, Enter opens.
   */
  name: (row: Row) => ReactNode;
  nameHeader: string;
  /** What stands under the name when there is no room for the columns. */
  underName?: (row: Row) => ReactNode;
};

/**
 * A tree with columns. Up, Down, Home and End move between rows; Right opens a branch or goes into it; Left closes it or
 * goes to the row above; Enter uses the row's link.
 */
export function TreeTable<Row>({
  caption,
  branches,
  columns,
  rowId,
  name,
  nameHeader,
  underName,
}: Props<Row>) {
  const { t } = useI18n("ui");
  const table = useRef<HTMLTableElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const rows = visible(branches, rowId, closed);
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === current),
  );
  useKeys([
    { keys: "↑ ↓ Home End", does: t("tree.move") },
    { keys: "→ ←", does: t("tree.open") },
    { keys: "Enter", does: t("tree.enter") },
  ]);

  function focus(index: number) {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row === undefined) return;
    setCurrent(row.id);
    table.current?.querySelector<HTMLElement>(`[data-row="${row.id}"]`)?.focus();
  }

  function toggle(id: string) {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>) {
    const row = rows[at];
    if (row === undefined || event.target !== event.currentTarget) return;
    const isOpen = row.hasChildren && !closed.has(row.id);
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(at + 1),
      ArrowUp: () => focus(at - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => (row.hasChildren ? (isOpen ? focus(at + 1) : toggle(row.id)) : undefined),
      ArrowLeft: () => (isOpen ? toggle(row.id) : focus(rows.findIndex(({ id }) => id === row.parentId))),
      Enter: () => event.currentTarget.querySelector<HTMLElement>("[data-open]")?.click(),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  }

  return (
    <div className={styles.scroll}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows open and close is a treegrid */}
      <table ref={table} role="treegrid" aria-label={caption} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{nameHeader}</th>
            {columns.map(({ key, header, isWide }) => (
              <th key={key} scope="col" data-wide={isWide}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, row, level, hasChildren }, index) => (
            <tr
              key={id}
              data-row={id}
              tabIndex={index === at ? 0 : -1}
              aria-level={level}
              aria-expanded={hasChildren ? !closed.has(id) : undefined}
              onKeyDown={onKeyDown}
              onFocus={() => setCurrent(id)}
            >
              <td>
                <span className={styles.name} style={{ "--level": level - 1 } as CSSProperties}>
                  {hasChildren ? (
                    <button
                      type="button"
                      tabIndex={-1}
                      className={styles.toggle}
                      aria-label={closed.has(id) ? t("tree.show") : t("tree.hide")}
                      onClick={() => toggle(id)}
                    >
                      <Icon of={closed.has(id) ? IconChevronRight : IconChevronDown} size={18} />
                    </button>
                  ) : (
                    <span className={styles.toggle} />
                  )}
                  <span>
                    {name(row)}
                    {underName && <span className={styles.under}>{underName(row)}</span>}
                  </span>
                </span>
              </td>
              {columns.map(({ key, cell, isWide }) => (
                <td key={key} data-wide={isWide}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
