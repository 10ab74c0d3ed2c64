import { useRef } from "react";
import { useQuery } from "urql";
import { fileSize } from "../../lib/format/size";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { IconUpload } from "../../ui/icons";
import styles from "./Evidence.module.css";
import { FileRules } from "./operations";

/** The button that opens the files of the device, with what is taken stated before. */
export function FilePicker({ onFiles, label }: { onFiles: (files: File[]) => void; label: string }) {
  const { t } = useI18n("document");
  const [{ data }] = useQuery({ query: FileRules });
  const input = useRef<HTMLInputElement>(null);
  const rules = data?.fileRules;
  return (
    <div className={styles.picker}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        accept={rules?.endings.map((ending) => `.${ending}`).join(",")}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <Button small icon={IconUpload} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <span className="muted small">{t("files.drop")}</span>
      {rules && (
        <p className="muted small">
          {t("files.rules", {
            max: rules.maxPerEvidence,
            size: fileSize(rules.maxBytes),
            endings: rules.endings.join(", "),
          })}
        </p>
      )}
    </div>
  );
}
