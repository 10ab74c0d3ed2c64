import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { useOnline } from "../../lib/online";
import { Icon } from "../../ui/Icon";
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from "../../ui/icons";
import styles from "./Evidence.module.css";
import { giveUp, pause, resume, type Upload } from "./uploads";

/** A file on its way: how far it is, with pause and the way out; what refused it stands beside it. */
export function UploadRow({ upload, onRemoved }: { upload: Upload; onRemoved: () => void }) {
  const { t } = useI18n("document");
  const { percent } = useFormat();
  const { isOnline } = useOnline();
  const { key, name, sent, size, state, failure } = upload;
  const share = size === 0 ? 0 : Math.floor((sent / size) * 100);
  const says = {
    waiting: isOnline ? t("upload.waiting") : t("upload.offline"),
    sending: t("upload.sending", { percent: percent(share) }),
    paused: t("upload.paused", { percent: percent(share) }),
    checking: t("upload.checking"),
    failed: failure ?? "",
  }[state];
  // One button that changes, so that the focus stays on it.
  const go = { onClick: () => resume(key) };
  const next = {
    waiting: { label: t("upload.pause", { name }), icon: IconPlayerPause, onClick: () => pause(key) },
    sending: { label: t("upload.pause", { name }), icon: IconPlayerPause, onClick: () => pause(key) },
    paused: { label: t("upload.resume", { name }), icon: IconPlayerPlay, ...go },
    checking: null,
    failed: upload.isPassing ? { label: t("upload.retry", { name }), icon: IconRefresh, ...go } : null,
  }[state];
  return (
    <li className={styles.file} data-state={state}>
      <span className={styles.name}>
        {name}
        <span className="small"> {says}</span>
        {!upload.isKept && <span className="small"> {t("upload.notKept")}</span>}
        {state !== "failed" && (
          <progress
            className={styles.progress}
            aria-label={t("upload.progress", { name })}
            max={100}
            value={state === "checking" ? 100 : share}
          />
        )}
      </span>
      <span className={styles.tools}>
        {next !== null && <Tool {...next} />}
        {state !== "checking" && (
          <Tool
            label={t("upload.cancel", { name })}
            icon={IconX}
            onClick={() => void giveUp(key).then(onRemoved)}
          />
        )}
      </span>
    </li>
  );
}

type ToolProps = { label: string; icon: typeof IconX; onClick: () => void };

function Tool({ label, icon, onClick }: ToolProps) {
  return (
    <button type="button" className={styles.tool} aria-label={label} onClick={onClick}>
      <Icon of={icon} size={18} />
    </button>
  );
}
