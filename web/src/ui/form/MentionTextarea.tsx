import { Textarea } from "@mantine/core";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useI18n } from "../../lib/i18n";
import styles from "./MentionTextarea.module.css";
import { matching, mentionAt, withMention } from "./mentions";
import type { PickerOption } from "./Picker";

type Props = {
  label: string;
  help?: string;
  error?: string | undefined;
  rows?: number;
  value: string;
  onChange: (text: string) => void;
  people: PickerOption[];
  /** Called when the field is used, so that people are asked for only then. */
  onFocus?: () => void;
};

const mostShown = 20;

/** A text in which `@` offers people and functions; those who may not see the object say why. */
export function MentionTextarea({ label, help, error, rows = 4, value, onChange, people, onFocus }: Props) {
  const { t } = useI18n("ui");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [isClosed, setClosed] = useState(false);
  const [at, setAt] = useState(0);
  const nextCaret = useRef<number | null>(null);
  const mention = caret === null || isClosed ? null : mentionAt(value, caret);
  const found = mention === null ? [] : matching(people, mention.wanted).slice(0, mostShown);
  const isOpen = found.length > 0;

  useEffect(() => {
    if (nextCaret.current === null) return;
    field.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    setCaret(nextCaret.current);
    nextCaret.current = null;
  });

  function choose(option: PickerOption | undefined) {
    if (option === undefined || option.disabledReason || mention === null || caret === null) return;
    const next = withMention(value, caret, mention.start, option.label);
    nextCaret.current = next.caret;
    setAt(0);
    onChange(next.text);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!isOpen) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setAt((at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      choose(found[at]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      setClosed(true);
    } else return;
    event.preventDefault();
  }

  return (
    <div className={styles.mentions}>
      <Textarea
        ref={field}
        label={label}
        description={help}
        error={error}
        inputWrapperOrder={["label", "description", "error", "input"]}
        rows={rows}
        value={value}
        aria-autocomplete="list"
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen && found[at] ? `${id}-${found[at].id}` : undefined}
        onFocus={onFocus}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setClosed(false);
          setAt(0);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => setCaret(null)}
      />
      <span className="visually-hidden" role="status">
        {isOpen ? t("mention.found", { count: found.length }) : ""}
      </span>
      {isOpen && (
        <div id={`${id}-list`} role="listbox" aria-label={t("mention.list")} className={styles.list}>
          {found.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text above handles the keys
            <div
              key={option.id}
              id={`${id}-${option.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
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
        </div>
      )}
    </div>
  );
}
