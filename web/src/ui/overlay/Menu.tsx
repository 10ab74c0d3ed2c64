import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import styles from "./Menu.module.css";

export type MenuItem =
  | {
      kind?: "action";
      label: string;
      onSelect: () => void;
      disabledReason?: string | null | undefined;
      lang?: string;
    }
  | { kind: "choice"; label: string; isChosen: boolean; onSelect: () => void; lang?: string }
  | { kind: "heading"; label: string };

type Props = {
  /** What the button shows, and its name when that is only an icon. */
  button: ReactNode;
  label?: string;
  items: MenuItem[];
  align?: "start" | "end";
  className?: string;
  /** What takes the focus when the list closes, where that is not the button. */
  home?: RefObject<HTMLElement | null>;
};

/** A button with a list of commands: arrows, Home, End and first letters move, Escape returns to the button. */
export function Menu({ button, label, items, align = "end", className, home }: Props) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    place(list.current, trigger.current, align);
    entries(root.current)[0]?.focus();
    const onOutside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onOutside);
    document.addEventListener("focusin", onOutside);
    document.addEventListener("scroll", onOutside, true);
    return () => {
      document.removeEventListener("pointerdown", onOutside);
      document.removeEventListener("focusin", onOutside);
      document.removeEventListener("scroll", onOutside, true);
    };
  }, [isOpen, align]);

  function close() {
    setOpen(false);
    (home ?? trigger).current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!isOpen) return;
    const list = entries(root.current);
    const at = list.indexOf(document.activeElement as HTMLElement);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      list.at(target % list.length)?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      setOpen(false);
    } else if (event.key.length === 1 && event.key !== " ") {
      const after = [...list.slice(at + 1), ...list.slice(0, at + 1)];
      const letter = event.key.toLocaleLowerCase();
      after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))?.focus();
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the items inside
    <div ref={root} className={styles.menu} onKeyDown={onKeyDown}>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={label}
        className={className ?? styles.button}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div ref={list} id={id} role="menu" aria-label={label} popover="manual" className={styles.list}>
          {items.map((item) => (
            <Entry key={`${item.kind ?? "action"}:${item.label}`} item={item} onDone={close} />
          ))}
        </div>
      )}
    </div>
  );
}

function Entry({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  if (item.kind === "heading") {
    return (
      <div role="presentation" className={styles.heading}>
        {item.label}
      </div>
    );
  }
  const reason = item.kind === "choice" ? null : item.disabledReason;
  const choice =
    item.kind === "choice" ? { role: "menuitemradio", "aria-checked": item.isChosen } : { role: "menuitem" };
  return (
    <button
      {...choice}
      type="button"
      tabIndex={-1}
      lang={item.lang}
      aria-disabled={reason ? true : undefined}
      className={styles.item}
      onClick={() => {
        if (reason) return;
        onDone();
        item.onSelect();
      }}
    >
      {item.label}
      {reason && <span className={styles.reason}>{reason}</span>}
    </button>
  );
}

/**
 * Shows the list above everything, also out of scrolling tables: below the button, or above it when there is more room.
 */
function place(list: HTMLElement | null, trigger: HTMLElement | null, align: "start" | "end"): void {
  if (list === null || trigger === null) return;
  list.showPopover?.();
  const button = trigger.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const wanted = align === "start" ? button.left : button.right - width;
  const isBelow = button.bottom + height + 8 <= innerHeight || button.top < innerHeight - button.bottom;
  list.style.left = `${Math.max(8, Math.min(wanted, innerWidth - width - 8))}px`;
  list.style.top = isBelow ? `${button.bottom + 4}px` : `${Math.max(8, button.top - height - 4)}px`;
  list.style.maxHeight = `${isBelow ? innerHeight - button.bottom - 12 : button.top - 12}px`;
}

function entries(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[role="menu"] button') ?? [])];
}
