import { type KeyboardEvent, useRef, useState } from "react";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconBold, IconEye, IconItalic, IconLink, IconList, IconListNumbers } from "../icons";
import styles from "./Toolbar.module.css";

const tools = {
  bold: [IconBold, "Control+B"],
  italic: [IconItalic, "Control+I"],
  bullets: [IconList, undefined],
  numbers: [IconListNumbers, undefined],
  link: [IconLink, "Control+K"],
  preview: [IconEye, undefined],
} as const;
export type Tool = keyof typeof tools;
const names = Object.keys(tools) as Tool[];

type Props = {
  label: string;
  controls: string;
  isPreview: boolean;
  onUse: (tool: Tool) => void;
};

/** The buttons of a text: one stop of the Tab key, arrows between them. While it is looked at, only the way back. */
export function Toolbar({ label, controls, isPreview, onUse }: Props) {
  const { t } = useI18n("ui");
  const [at, setAt] = useState<Tool>("bold");
  const bar = useRef<HTMLDivElement>(null);
  const current = isPreview ? "preview" : at;

  function onKeyDown(event: KeyboardEvent) {
    const from = names.indexOf(current);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined || isPreview) return;
    event.preventDefault();
    const next = names[(to + names.length) % names.length] as Tool;
    setAt(next);
    bar.current?.querySelector<HTMLElement>(`[data-tool="${next}"]`)?.focus();
  }

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={label}
      aria-controls={controls}
      className={`${styles.bar} no-print`}
      onKeyDown={onKeyDown}
    >
      {names.map((tool) => {
        const [icon, keys] = tools[tool];
        const isOff = isPreview && tool !== "preview";
        return (
          <button
            key={tool}
            type="button"
            data-tool={tool}
            tabIndex={tool === current ? 0 : -1}
            aria-pressed={tool === "preview" ? isPreview : undefined}
            aria-disabled={isOff || undefined}
            aria-keyshortcuts={keys}
            className={styles.tool}
            // The selection of the text stays while its button is pressed.
            onPointerDown={(event) => event.preventDefault()}
            onFocus={() => setAt(tool)}
            onClick={() => isOff || onUse(tool)}
          >
            <Icon of={icon} size={16} />
            {t(`text.${tool}`)}
          </button>
        );
      })}
    </div>
  );
}
