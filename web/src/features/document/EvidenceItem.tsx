import { useRef, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { useErrorText } from "../../lib/api/useErrorText";
import { useMutation } from "../../lib/api/useMutation";
import { dateInBucharest } from "../../lib/format/date";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { offerUndo } from "../../lib/undo";
import { Button } from "../../ui/Button";
import { ArchiveLine } from "./ArchiveLine";
import styles from "./Evidence.module.css";
import { EvidenceChange } from "./EvidenceForm";
import { FilePicker } from "./FilePicker";
import { FileRow } from "./FileRow";
import { RemoveEvidence, RestoreEvidence } from "./operations";
import { UploadRow } from "./UploadRow";
import { enqueue, useUploads } from "./uploads";

const item = graphql(`
  fragment EvidenceItem_evidence on Evidence {
    id
    version
    title
    description
    effectiveOn
    createdAt
    author { id displayName }
    files { id ...FileRow_file }
    viewerCan { update { allowed } remove { allowed reason } }
    ...ArchiveLine_evidence
  }
`);

type Props = { evidence: FragmentType<typeof item>; onRemoved: () => void };

/** A piece of evidence with its files and those on their way. */
export function EvidenceItem({ evidence, onRemoved }: Props) {
  const { t } = useI18n("document");
  const { longDate, shortDate } = useFormat();
  const errorText = useErrorText();
  const data = useFragment(item, evidence);
  const uploads = useUploads().filter(({ evidenceId }) => evidenceId === data.id);
  const [open, setOpen] = useState<"nothing" | "words" | "files">("nothing");
  const [failure, setFailure] = useState<string | null>(null);
  const remove = useMutation(RemoveEvidence);
  const restore = useMutation(RestoreEvidence);
  const root = useRef<HTMLLIElement>(null);
  const { update, remove: canRemove } = data.viewerCan;

  async function takeOff() {
    const { error } = await remove.run({ id: data.id });
    setFailure(error && errorText(error));
    if (error !== null) return;
    onRemoved();
    offerUndo({
      text: t("item.removed", { title: data.title }),
      undo: async () => {
        await restore.run({ id: data.id });
      },
    });
  }

  const toggle = (part: typeof open) => setOpen(open === part ? "nothing" : part);
  return (
    <li ref={root} tabIndex={-1} className={styles.item}>
      <p className={styles.title}>
        <strong>{data.title}</strong>
        {data.effectiveOn !== null && (
          <span> {t("item.effectiveOn", { date: longDate(data.effectiveOn) })}</span>
        )}
      </p>
      {data.description !== "" && <p className={styles.text}>{data.description}</p>}
      <p className="muted small">
        {t("item.by", {
          who: data.author.displayName,
          date: shortDate(dateInBucharest(new Date(data.createdAt))),
        })}
      </p>
      <ArchiveLine evidence={data} />
      {data.files.length === 0 && uploads.length === 0 && <p className="muted small">{t("item.noFiles")}</p>}
      <ul className={styles.files}>
        {data.files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            canRemove={canRemove.allowed}
            onFailure={setFailure}
            onRemoved={() => root.current?.focus()}
          />
        ))}
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} onRemoved={() => root.current?.focus()} />
        ))}
      </ul>
      {failure !== null && <p role="alert">{failure}</p>}
      {open === "files" && (
        <FilePicker
          label={t("files.choose")}
          onFiles={(files) => {
            setOpen("nothing");
            void enqueue({ evidenceId: data.id, claim: null }, files);
          }}
        />
      )}
      {update.allowed && (
        <fieldset className={styles.acts} aria-label={t("item.actions", { title: data.title })}>
          <Button small kind="quiet" expanded={open === "files"} onClick={() => toggle("files")}>
            {t("item.addFiles")}
          </Button>
          <Button small kind="quiet" expanded={open === "words"} onClick={() => toggle("words")}>
            {t("item.edit")}
          </Button>
          <Button
            small
            kind="quiet"
            isBusy={remove.isBusy}
            disabledReason={canRemove.allowed ? null : canRemove.reason}
            onClick={() => void takeOff()}
          >
            {t("item.remove")}
          </Button>
        </fieldset>
      )}
      {open === "words" && <EvidenceChange evidence={data} onClose={() => setOpen("nothing")} />}
    </li>
  );
}
