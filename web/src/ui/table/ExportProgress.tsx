import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Button } from "../Button";
import { Icon } from "../Icon";
import { IconAlertTriangle } from "../icons";
import { ErrorBox } from "../state/ErrorBox";
import styles from "./ExportProgress.module.css";
import type { ExportState } from "./useExport";

/** What is done sooner is not worth a box. */
const patienceMs = 400;

type Props = {
  state: Exclude<ExportState, { kind: "ready" }>;
  /** Whose button takes the focus when the box goes. */
  home: RefObject<HTMLElement | null>;
  onCancel: () => void;
  onClose: () => void;
  onRetry: () => void;
};

/** How far an export is, or what keeps it: over the page, which does not move. */
export function ExportProgress({ state, home, onCancel, onClose, onRetry }: Props) {
  const { t } = useI18n("ui");
  const { number } = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const isBusy = state.kind === "reading" || state.kind === "making";
  const [isLong, setLong] = useState(false);
  const isShown = isLong || !isBusy;

  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  useLayoutEffect(() => {
    if (!isShown) return;
    const element = box.current;
    element?.showPopover?.();
    return () => {
      if (element?.contains(document.activeElement)) home.current?.querySelector("button")?.focus();
    };
  }, [isShown, home]);

  if (!isShown) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is for the whole box
    <div
      ref={box}
      data-export
      popover="manual"
      className={styles.box}
      onKeyDown={({ key }) => key === "Escape" && (isBusy ? onCancel() : onClose())}
    >
      {state.kind === "failed" ? (
        <ErrorBox error={state.error} title={t("export.failed")} onRetry={onRetry} />
      ) : state.kind === "refused" ? (
        <p role="alert" className={styles.refusal}>
          <Icon of={IconAlertTriangle} />
          {state.text}
        </p>
      ) : (
        <span>
          {state.kind === "making" || state.total === null
            ? t("export.making")
            : t("export.read", { read: number(state.read), total: state.total })}
        </span>
      )}
      <Button small onClick={isBusy ? onCancel : onClose}>
        {t(isBusy ? "cancel" : "close")}
      </Button>
    </div>
  );
}
