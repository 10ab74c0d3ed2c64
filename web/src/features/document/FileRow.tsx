import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { client } from "../../lib/api/client";
import { toApiError } from "../../lib/api/error";
import { useErrorText } from "../../lib/api/useErrorText";
import { useMutation } from "../../lib/api/useMutation";
import { dateInBucharest } from "../../lib/format/date";
import { fileSize } from "../../lib/format/size";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { offerUndo } from "../../lib/undo";
import { Icon } from "../../ui/Icon";
import { IconDownload, IconFile, IconTrash } from "../../ui/icons";
import { lazily } from "../../ui/state/lazily";
import styles from "./Evidence.module.css";
import { FilePaths, RemoveEvidenceFile, RestoreEvidenceFile } from "./operations";

const row = graphql(`
  fragment FileRow_file on EvidenceFile { id name sizeBytes uploadedAt preview disposedAt }
`);

const PreviewDialog = lazily(() => import("./PreviewDialog"), "PreviewDialog", { notice: "dialog" });

type Props = {
  file: FragmentType<typeof row>;
  canRemove: boolean;
  onFailure: (text: string | null) => void;
  onRemoved: () => void;
};

/** A file: looked at where the browser can show it, saved otherwise. */
export function FileRow({ file, canRemove, onFailure, onRemoved }: Props) {
  const { t } = useI18n("document");
  const errorText = useErrorText();
  const { shortDate } = useFormat();
  const { id, name, sizeBytes, uploadedAt, preview, disposedAt } = useFragment(row, file);
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation(RemoveEvidenceFile);
  const restore = useMutation(RestoreEvidenceFile);

  async function save() {
    const answer = await client.get().query(FilePaths, { id }, { requestPolicy: "network-only" }).toPromise();
    const node = answer.data?.node;
    const path = node?.__typename === "EvidenceFile" ? node.downloadPath : null;
    if (path !== null) fetchInto(path);
    else onFailure(answer.error ? errorText(toApiError(answer.error)) : t("preview.gone"));
  }

  async function takeOff() {
    const { error } = await remove.run({ id });
    onFailure(error && errorText(error));
    if (error !== null) return;
    onRemoved();
    offerUndo({
      text: t("file.removed", { name }),
      undo: async () => {
        const again = await restore.run({ id });
        onFailure(again.error && errorText(again.error));
      },
    });
  }

  const canLook = preview !== "NONE";
  return (
    <li className={styles.file}>
      <Icon of={IconFile} size={18} />
      <span className={styles.name}>
        {disposedAt !== null ? (
          name
        ) : (
          <button
            type="button"
            className={styles.open}
            aria-label={canLook ? t("file.open", { name }) : t("file.save", { name })}
            onClick={() => (canLook ? setOpen(true) : void save())}
          >
            {name}
          </button>
        )}
        <span className={styles.meta}>
          {fileSize(sizeBytes)},{" "}
          {t("file.uploaded", { date: shortDate(dateInBucharest(new Date(uploadedAt))) })}
        </span>
      </span>
      <span className={styles.tools}>
        {disposedAt === null && (
          <button
            type="button"
            className={styles.tool}
            aria-label={t("file.save", { name })}
            onClick={() => void save()}
          >
            <Icon of={IconDownload} size={18} />
          </button>
        )}
        {canRemove && (
          <button
            type="button"
            className={styles.tool}
            aria-label={t("file.remove", { name })}
            onClick={() => void takeOff()}
          >
            <Icon of={IconTrash} size={18} />
          </button>
        )}
      </span>
      {isOpen && (
        <Suspense fallback={null}>
          <PreviewDialog
            id={id}
            name={name}
            isPdf={preview === "PDF"}
            onSave={() => void save()}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </li>
  );
}

/** Saving is no leaving of the page: files on their way go on. */
function fetchInto(path: string) {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}
