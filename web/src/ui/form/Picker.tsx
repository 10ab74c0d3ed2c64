import { TextInput } from "@mantine/core";
import { type KeyboardEvent, type Ref, useId, useRef, useState } from "react";
import { folded } from "../../lib/format/search";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconX } from "../icons";
import styles from "./Picker.module.css";

export type PickerOption = {
  id: string;
  /** The function or name. */
  label: string;
  /** Where: the unit. */
  hint?: string | undefined;
  disabledReason?: string | undefined;
};

type Props = {
  /** Of the input. */
  id?: string;
  label: string;
  description?: React.ReactNode;
  error?: React.ReactNode;
  inputWrapperOrder?: ("label" | "description" | "error" | "input")[];
  options: PickerOption[];
  value: string | null;
  onChange: (id: string | null) => void;
  onBlur?: () => void;
  /** What is shown for a value that is not among the options (somebody who left). */
  valueLabel?: string | undefined;
  ref?: Ref<HTMLInputElement>;
};

const mostShown = 50;

/** One of many, found by typing; never free text. Search is blind to diacritics. */
export function Picker({ options, value, onChange, onBlur, valueLabel, ref, ...rest }: Props) {
  const { t } = useI18n("ui");
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const chosen = options.find((option) => option.id === value);
  const shown = typed ?? chosen?.label ?? (value === null ? "" : (valueLabel ?? ""));
  const wanted = folded(typed ?? "");
  const found = options
    .filter(({ label, hint }) => folded(`${label} ${hint ?? ""}`).includes(wanted))
    .slice(0, mostShown);

  function choose(option: PickerOption | undefined) {
    if (option === undefined || option.disabledReason) return;
    onChange(option.id);
    close();
  }

  function close() {
    setTyped(null);
    setOpen(false);
    setAt(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return setOpen(true);
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(found.length, 1);
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      close();
    }
  }

  return (
    <div className={styles.picker}>
      <TextInput
        {...rest}
        ref={ref}
        inputContainer={(input) => (
          <div className={styles.box}>
            {input}
            {/* An input never wraps: a long name is read here until the input is used. */}
            <span className={styles.whole} aria-hidden="true">
              {shown}
            </span>
          </div>
        )}
        role="combobox"
        autoComplete="off"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found[at] ? `${id}-${found[at].id}` : undefined}
        value={shown}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (typed?.trim() === "") onChange(null);
          close();
          onBlur?.();
        }}
        rightSectionPointerEvents="all"
        rightSection={
          value !== null && (
            <button
              type="button"
              className={styles.clear}
              aria-label={t("picker.clear", { label: rest.label })}
              onClick={() => onChange(null)}
            >
              <Icon of={IconX} size={16} />
            </button>
          )
        }
      />
      {isOpen && (
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={rest.label} className={styles.list}>
          {found.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys
            <div
              key={option.id}
              id={`${id}-${option.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={option.id === value}
              aria-disabled={option.disabledReason ? true : undefined}
              data-active={index === at}
              className={styles.option}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              {option.label}
              {(option.disabledReason ?? option.hint) && (
                <span className={styles.hint}>{option.disabledReason ?? option.hint}</span>
              )}
            </div>
          ))}
          {found.length === 0 && (
            <div
              role="option"
              tabIndex={-1}
              aria-disabled="true"
              aria-selected="false"
              className={styles.option}
            >
              {t("picker.none")}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
