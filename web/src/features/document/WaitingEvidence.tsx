import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import styles from "./Evidence.module.css";
import { UploadRow } from "./UploadRow";
import type { Upload } from "./uploads";

type Props = { uploads: readonly Upload[]; onRemoved: () => void };

/** Evidence chosen on this device that the server does not know yet, with its files. */
export function WaitingEvidence({ uploads, onRemoved }: Props) {
  const { t } = useI18n("document");
  const { longDate } = useFormat();
  const claims = new Map(uploads.flatMap(({ claim }) => (claim === null ? [] : [[claim.key, claim]])));
  return [...claims.values()].map(({ key, title, effectiveOn, description }) => (
    <li key={key} className={styles.item}>
      <p className={styles.title}>
        <strong>{title}</strong>
        {effectiveOn !== null && <span> {t("item.effectiveOn", { date: longDate(effectiveOn) })}</span>}
      </p>
      {description !== "" && <p className={styles.text}>{description}</p>}
      <p className="muted small">{t("item.waits")}</p>
      <ul className={styles.files}>
        {uploads
          .filter(({ claim }) => claim?.key === key)
          .map((upload) => (
            <UploadRow key={upload.key} upload={upload} onRemoved={onRemoved} />
          ))}
      </ul>
    </li>
  ));
}
