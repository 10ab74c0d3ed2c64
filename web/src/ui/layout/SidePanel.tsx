import type { KeyboardEvent, ReactNode } from "react";
import { useI18n } from "../../lib/i18n";
import styles from "./SidePanel.module.css";
import { useCurrentInSight } from "./useCurrentInSight";

export type PanelTab = { key: string; label: string; content: () => ReactNode };
type Props = {
  label: string;
  tabs: PanelTab[];
  /** The open tab, kept in the address by the page; null closes the panel. */
  open: string | null;
  onOpen: (key: string | null) => void;
};

/** Beside a detail page: history, comments, help. The focus stays on its tab; Escape returns to it. */
export function SidePanel({ label, tabs, open, onOpen }: Props) {
  const { t } = useI18n("ui");
  const bar = useCurrentInSight<HTMLDivElement>(open);
  const shown = tabs.find(({ key }) => key === open);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || shown === undefined) return;
    event.stopPropagation();
    bar.current?.querySelector<HTMLButtonElement>('[aria-expanded="true"]')?.focus();
  }

  return (
    <aside
      aria-label={label}
      className={`${styles.panel} no-print`}
      data-open={shown !== undefined}
      onKeyDown={onKeyDown}
    >
      <div ref={bar} className={styles.tabs}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            aria-expanded={tab.key === open}
            aria-controls={tab.key === open ? "panel-content" : undefined}
            onClick={() => onOpen(tab.key === open ? null : tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {shown && (
        <section
          id="panel-content"
          className={styles.content}
          aria-label={t("panel.content", { name: shown.label })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
          tabIndex={0}
        >
          {shown.content()}
        </section>
      )}
    </aside>
  );
}
