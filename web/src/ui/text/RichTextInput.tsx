import { Textarea } from "@mantine/core";
import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from "react";
import { useI18n } from "../../lib/i18n";
import { useKeys } from "../../lib/keys";
import { addLink, type Edit, nextItem, type Selected, toggleList, toggleMark } from "./edit";
import { RichText } from "./RichText";
import styles from "./RichTextInput.module.css";
import { type Tool, Toolbar } from "./Toolbar";

type Props = Omit<ComponentProps<typeof Textarea>, "value" | "onChange" | "label" | "ref"> & {
  label: string;
  value: string;
  onChange: (text: string) => void;
  ref?: (field: HTMLTextAreaElement | null) => void;
};

/**
 * A longer text with its few marks: buttons and keys write them, and what it will look like is one button away. The
 * value is the text as typed, so that it is saved, queued and compared like any other.
 */
export function RichTextInput({ label, value, onChange, ref, rows = 5, ...rest }: Props) {
  const { t } = useI18n("ui");
  const own = useId();
  const id = rest.id ?? own;
  const field = useRef<HTMLTextAreaElement | null>(null);
  const [isPreview, setPreview] = useState(false);
  useKeys([
    { keys: "Ctrl B", does: t("text.bold") },
    { keys: "Ctrl I", does: t("text.italic") },
    { keys: "Ctrl K", does: t("text.link") },
  ]);

  function apply(change: (selected: Selected) => Edit | null): boolean {
    const input = field.current;
    if (input === null) return false;
    const edit = change({ text: input.value, start: input.selectionStart, end: input.selectionEnd });
    if (edit === null) return false;
    input.focus();
    input.setSelectionRange(edit.from, edit.to);
    // The browser's own way keeps its undo; without it the text is set.
    const isTyped =
      edit.replacement === ""
        ? document.execCommand?.("delete")
        : document.execCommand?.("insertText", false, edit.replacement);
    if (!isTyped) {
      input.setRangeText(edit.replacement);
      onChange(input.value);
    }
    input.setSelectionRange(edit.start, edit.end);
    return true;
  }

  const acts = {
    bold: (selected: Selected) => toggleMark(selected, "**"),
    italic: (selected: Selected) => toggleMark(selected, "*"),
    bullets: (selected: Selected) => toggleList(selected, "bullets"),
    numbers: (selected: Selected) => toggleList(selected, "numbers"),
    link: (selected: Selected) => addLink(selected, t("text.linkWords")),
  } satisfies Record<Exclude<Tool, "preview">, (selected: Selected) => Edit>;

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const isCtrl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const act = isCtrl
      ? ({ b: "bold", i: "italic", k: "link" } as const)[event.key.toLowerCase()]
      : undefined;
    if (act !== undefined) apply(acts[act]);
    else if (event.key !== "Enter" || isCtrl || event.shiftKey || !apply(nextItem)) return;
    event.preventDefault();
    // Ctrl K elsewhere opens the search of the page.
    event.stopPropagation();
  }

  return (
    <Textarea
      {...rest}
      id={id}
      ref={(input) => {
        field.current = input;
        ref?.(input);
      }}
      label={label}
      rows={rows}
      value={value}
      classNames={{ input: isPreview ? (styles.hidden ?? "") : "" }}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      inputContainer={(input) => (
        <>
          <Toolbar
            label={t("text.toolbar", { label })}
            controls={id}
            isPreview={isPreview}
            onUse={(tool) => (tool === "preview" ? setPreview(!isPreview) : apply(acts[tool]))}
          />
          {isPreview && (
            <section
              className={styles.preview}
              aria-label={`${label}: ${t("text.preview")}`}
              style={{ minHeight: `${rows * 1.5}rem` }}
            >
              {value.trim() === "" ? <p className="muted">{t("text.empty")}</p> : <RichText text={value} />}
            </section>
          )}
          {input}
        </>
      )}
    />
  );
}
