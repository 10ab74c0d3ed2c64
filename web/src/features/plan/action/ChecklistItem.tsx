import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { Icon } from "../../../ui/Icon";
import { IconPencil, IconTrash } from "../../../ui/icons";
import styles from "./Checklist.module.css";

type Props = {
  item: { id: string; title: string; isDone: boolean };
  canChange: boolean;
  onChange: (input: { title?: string; isDone?: boolean }) => Promise<boolean>;
  onDelete: () => void;
};

/** One step: ticked with its box, renamed in place. */
export function ChecklistItem({ item, canChange, onChange, onDelete }: Props) {
  const { t } = useI18n("plan");
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const isEditing = typed !== null;
  useEffect(() => {
    if (isEditing) field.current?.select();
  }, [isEditing]);

  async function save() {
    if (typed === null) return;
    if (typed.trim() === "" || typed.trim() === item.title || (await onChange({ title: typed.trim() })))
      leave();
  }

  function leave() {
    setTyped(null);
    requestAnimationFrame(() => edit.current?.focus());
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") void save();
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (isEditing) {
    return (
      <li className={styles.item}>
        <div className={styles.grow}>
          <TextInput
            ref={field}
            aria-label={t("check.rename", { title: item.title })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={() => void save()}
          />
        </div>
      </li>
    );
  }
  return (
    <li className={styles.item} data-done={item.isDone}>
      <label className={styles.label}>
        <input
          type="checkbox"
          checked={item.isDone}
          aria-disabled={!canChange || undefined}
          onChange={() => canChange && void onChange({ isDone: !item.isDone })}
        />
        <span>{item.title}</span>
      </label>
      {canChange && (
        <span className={styles.tools}>
          <button
            ref={edit}
            type="button"
            className={styles.tool}
            aria-label={t("check.rename", { title: item.title })}
            onClick={() => setTyped(item.title)}
          >
            <Icon of={IconPencil} size={18} />
          </button>
          <button
            type="button"
            className={styles.tool}
            aria-label={t("check.delete", { title: item.title })}
            onClick={onDelete}
          >
            <Icon of={IconTrash} size={18} />
          </button>
        </span>
      )}
    </li>
  );
}
