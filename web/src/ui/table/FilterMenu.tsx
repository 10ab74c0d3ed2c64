import { useEffect, useId, useRef, useState } from "react";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconChevronDown } from "../icons";
import type { Filter } from "./FilterBar";
import styles from "./FilterMenu.module.css";

/** The values of one filter as check boxes behind a button. */
export function FilterMenu({ filter }: { filter: Filter }) {
  const { t } = useI18n("ui");
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { label, options, chosen, onChange } = filter;

  useEffect(() => {
    if (!isOpen) return;
    const onOutside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onOutside);
    document.addEventListener("focusin", onOutside);
    return () => {
      document.removeEventListener("pointerdown", onOutside);
      document.removeEventListener("focusin", onOutside);
    };
  }, [isOpen]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is for the whole group
    <div
      ref={root}
      className={styles.filter}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        trigger.current?.focus();
      }}
    >
      <button
        ref={trigger}
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        className={styles.button}
        onClick={() => setOpen(!isOpen)}
      >
        {chosen.length === 0 ? label : t("filter.chosen", { label, count: chosen.length })}
        <Icon of={IconChevronDown} size={16} />
      </button>
      {isOpen && (
        <fieldset id={id} className={styles.list}>
          <legend className="visually-hidden">{label}</legend>
          {options.map(({ value, label: text }) => (
            <label key={value} className={styles.option}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() =>
                  onChange(
                    chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value],
                  )
                }
              />
              {text}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
