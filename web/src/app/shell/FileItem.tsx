import { Link } from "@tanstack/react-router";
import { giveUp, resume, type Upload } from "../../features/document/uploads";
import { announce } from "../../lib/announce";
import { fileSize } from "../../lib/format/size";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import styles from "./Unsent.module.css";

type Props = { file: Upload; institution: string | null; onLeave: () => void };

/** A file that has not arrived: it goes on by itself, from whichever page. */
export function FileItem({ file, institution, onLeave }: Props) {
  const { t } = useI18n("app");
  const { percent } = useFormat();
  const { key, name, size, sent, state, href, claim, failure } = file;
  const share = size === 0 ? 0 : Math.floor((sent / size) * 100);
  return (
    <li className={styles.item} data-stopped={state === "failed"}>
      <p>
        <Link to={href} onClick={onLeave}>
          {name}
        </Link>
        {institution !== null && <span className={styles.institution}>{institution}</span>}
      </p>
      <p className="small muted">
        {t(`unsent.file.${state}`, { percent: percent(share), why: failure ?? "" })}
        {" · "}
        {fileSize(size)}
        {claim !== null && ` · ${t("unsent.fileOf", { title: claim.title })}`}
      </p>
      {!file.isKept && <p className="small">{t("unsent.file.notKept")}</p>}
      <div className="row">
        {(state === "paused" || (state === "failed" && file.isPassing)) && (
          <Button small label={t("unsent.retryOf", { label: name })} onClick={() => resume(key)}>
            {t("unsent.retry")}
          </Button>
        )}
        {state !== "checking" && (
          <Button
            small
            kind="quiet"
            label={t("unsent.discardOf", { label: name })}
            onClick={() => {
              void giveUp(key);
              announce(t("unsent.file.discarded"));
            }}
          >
            {t("unsent.discard")}
          </Button>
        )}
      </div>
    </li>
  );
}
