import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconDotsVertical } from "../icons";
import { Menu } from "../overlay/Menu";
import styles from "./CardList.module.css";
import type { TableProps } from "./columns";

/** A register on a phone: a card a row with the title and the columns of first and second priority. */
export function CardList<Row extends object>(props: TableProps<Row>) {
  const { caption, columns, rows, rowId, rowLabel, selection = [], onSelect, actions, changedIds } = props;
  const { t } = useI18n("ui");
  const [title, ...rest] = columns;
  const shown = rest.filter(({ key, priority = 3 }) => priority <= 2 && !props.hidden?.includes(key));

  function toggle(id: string) {
    onSelect?.(selection.includes(id) ? selection.filter((one) => one !== id) : [...selection, id]);
  }

  return (
    <ul className={styles.cards} aria-label={caption}>
      {rows.map((row) => {
        const id = rowId(row);
        return (
          <li
            key={id}
            className={styles.card}
            data-selected={selection.includes(id)}
            data-changed={changedIds?.has(id)}
          >
            <div className={styles.head}>
              {onSelect && (
                <input
                  type="checkbox"
                  aria-label={t("table.select", { row: rowLabel(row) })}
                  checked={selection.includes(id)}
                  onChange={() => toggle(id)}
                />
              )}
              <div className={styles.title}>{title?.cell(row)}</div>
              {actions && (
                <Menu
                  button={<Icon of={IconDotsVertical} />}
                  label={t("table.actionsOf", { row: rowLabel(row) })}
                  items={actions(row)}
                />
              )}
            </div>
            <dl className={styles.facts}>
              {shown.map(({ key, header, cell }) => (
                <div key={key}>
                  <dt>{header}</dt>
                  <dd>{cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
