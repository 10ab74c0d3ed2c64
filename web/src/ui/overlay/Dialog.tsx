import { type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconX } from "../icons";
import styles from "./Dialog.module.css";

type Props = {
  title: string;
  /** Closing without the act: button, Escape. Absent when only the act leads on. */
  onClose?: (() => void) | undefined;
  /** What takes the focus instead of the title: the one field of a dialog that is a field. */
  focus?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/**
 * A modal dialog on the browser's own element: it keeps the focus inside and gives it back. Mounted means open. Its
 * title takes the focus, so that it is read first.
 */
export function Dialog({ title, onClose, focus, children }: Props) {
  const { t } = useI18n("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element?.open === false) element.showModal();
    (focus?.current ?? heading.current)?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [focus]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={styles.dialog}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className={styles.header}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {onClose && (
          <button type="button" className={styles.close} aria-label={t("close")} onClick={onClose}>
            <Icon of={IconX} />
          </button>
        )}
      </div>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}

/** The buttons at the end of a dialog, the act first. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
