import type { ApiError } from "../../lib/api/error";
import { useErrorText } from "../../lib/api/useErrorText";
import { useI18n } from "../../lib/i18n";
import { loadNewVersion } from "../../lib/newVersion";
import { Button } from "../Button";
import { Icon } from "../Icon";
import { IconAlertOctagon } from "../icons";
import styles from "./ErrorBox.module.css";

type Props = { error: ApiError; onRetry?: (() => void) | undefined; title?: string };

/** A failed part of a page; the rest lives on. */
export function ErrorBox({ error, onRetry, title }: Props) {
  const { t } = useI18n("ui");
  const text = useErrorText();
  return (
    <div role="alert" className={styles.box}>
      <Icon of={IconAlertOctagon} />
      <div className={styles.content}>
        <p>
          {title !== undefined && <strong>{title} </strong>}
          {text(error)}
        </p>
        {error.code === "OUTDATED" ? (
          <Button onClick={() => void loadNewVersion("asked")}>{t("reload")}</Button>
        ) : (
          onRetry && <Button onClick={onRetry}>{t("retry")}</Button>
        )}
        {error.requestId !== null && (
          <details>
            <summary>{t("error.details")}</summary>
            <p className="small">{t("error.requestId", { id: error.requestId })}</p>
          </details>
        )}
      </div>
    </div>
  );
}
