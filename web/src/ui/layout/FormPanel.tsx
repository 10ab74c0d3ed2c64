import { type ReactNode, useEffect, useId, useRef } from "react";
import { useI18n } from "../../lib/i18n";
import { Icon } from "../Icon";
import { IconX } from "../icons";
import styles from "./FormPanel.module.css";

/** The right side of `ListAndForm`: its title takes the focus when it opens, closing gives it back. */
export function FormPanel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useI18n("ui");
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    heading.current?.scrollIntoView?.({ block: "nearest" });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <section aria-labelledby={id} className={styles.panel}>
      <div className={styles.header}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className={styles.close} aria-label={t("close")} onClick={onClose}>
          <Icon of={IconX} />
        </button>
      </div>
      {children}
    </section>
  );
}
