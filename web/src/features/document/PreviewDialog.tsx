import { useQuery } from "urql";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { IconDownload } from "../../ui/icons";
import { Dialog, DialogActions } from "../../ui/overlay/Dialog";
import styles from "./Evidence.module.css";
import { FilePaths } from "./operations";

type Props = { id: string; name: string; isPdf: boolean; onSave: () => void; onClose: () => void };

/** A look at a file: pictures as pictures, PDF in the browser's own viewer. */
export function PreviewDialog({ id, name, isPdf, onSave, onClose }: Props) {
  const { t } = useI18n("document");
  const [{ data, fetching, stale }] = useQuery({
    query: FilePaths,
    variables: { id },
    requestPolicy: "network-only",
  });
  const node = data?.node;
  const path = node?.__typename === "EvidenceFile" && !stale ? node.previewPath : null;
  return (
    <Dialog title={name} onClose={onClose}>
      <div className={styles.preview}>
        {path === null ? (
          <p role="status">{fetching || stale ? t("preview.loading") : t("preview.gone")}</p>
        ) : isPdf ? (
          <iframe className={styles.frame} src={path} title={t("preview.frame", { name })} />
        ) : (
          <img className={styles.picture} src={path} alt={t("preview.frame", { name })} />
        )}
      </div>
      <DialogActions>
        <Button icon={IconDownload} onClick={onSave}>
          {t("preview.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
