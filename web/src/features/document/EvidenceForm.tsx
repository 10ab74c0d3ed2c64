import { useEffect, useRef } from "react";
import { announce } from "../../lib/announce";
import { askAgain } from "../../lib/api/askAgain";
import { useMutation } from "../../lib/api/useMutation";
import { parseDate } from "../../lib/format/date";
import { fileSize } from "../../lib/format/size";
import { useI18n } from "../../lib/i18n";
import { useIdempotencyKey } from "../../lib/useIdempotencyKey";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/form/DateField";
import { Form } from "../../ui/form/Form";
import { TextField } from "../../ui/form/fields";
import { useForm } from "../../ui/form/useForm";
import { Icon } from "../../ui/Icon";
import { IconX } from "../../ui/icons";
import styles from "./Evidence.module.css";
import { FilePicker } from "./FilePicker";
import { CreateEvidence, EvidenceAgain, UpdateEvidence } from "./operations";
import { enqueue } from "./uploads";

type Values = { title: string; effectiveOn: string | null; description: string };

type NewProps = {
  subjectId: string;
  files: File[];
  onFiles: (files: File[]) => void;
  onClose: () => void;
};

/** New evidence with its files. The files are sent after it was attached, and go on by themselves. */
export function EvidenceForm({ subjectId, files, onFiles, onClose }: NewProps) {
  const { t } = useI18n("document");
  const create = useMutation(CreateEvidence);
  const key = useIdempotencyKey();
  const first = files[0]?.name.replace(/\.[^.]+$/, "") ?? "";
  return (
    <Fields
      label={t("form.label")}
      submitLabel={t("form.save")}
      initial={{ title: first, effectiveOn: null, description: "" }}
      onClose={onClose}
      draft={{ key: `document/evidence/new/${subjectId}`, label: t("form.label") }}
      send={async (values) => {
        const claim = { key: key.current(), subjectId, ...values };
        const { data, error } = await create.run({ subjectId, ...values, idempotencyKey: claim.key });
        // Without a connection the evidence waits with its files; without files its words are kept as a draft.
        if (error !== null && (error.code !== "NETWORK" || files.length === 0)) return error;
        if (error === null) void enqueue({ evidenceId: data.createEvidence.evidence.id, claim: null }, files);
        else await enqueue({ evidenceId: null, claim }, files);
        announce(t(error === null ? "item.attached" : "item.kept"));
        onClose();
        return null;
      }}
    >
      <div className="stack">
        <FilePicker label={t("files.choose")} onFiles={(more) => onFiles([...files, ...more])} />
        {files.length > 0 && <p className="small">{t("files.chosen", { count: files.length })}</p>}
        <ul className={styles.files}>
          {files.map((file, at) => (
            <li key={`${file.name}-${file.lastModified}-${file.size}`} className={styles.file}>
              <span className={styles.name}>{file.name}</span>
              <span className="muted small">{fileSize(file.size)}</span>
              <button
                type="button"
                className={styles.tool}
                aria-label={t("files.takeOff", { name: file.name })}
                onClick={() => onFiles(files.filter((_, other) => other !== at))}
              >
                <Icon of={IconX} size={18} />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Fields>
  );
}

type Known = { id: string; version: number; title: string; effectiveOn: string | null; description: string };

/** Other words or another day for evidence. */
export function EvidenceChange({ evidence, onClose }: { evidence: Known; onClose: () => void }) {
  const { t } = useI18n("document");
  const update = useMutation(UpdateEvidence);
  const { id, version, title, effectiveOn, description } = evidence;
  return (
    <Fields
      label={t("item.edit")}
      submitLabel={t("form.saveChange")}
      initial={{ title, effectiveOn, description }}
      onClose={onClose}
      thing={{ version, again: () => askAgain(EvidenceAgain, { id }) }}
      draft={{ key: `document/evidence/${id}`, label: title }}
      send={async (values, expectedVersion) => {
        const { error } = await update.run({ id, expectedVersion, ...values });
        if (error === null) onClose();
        return error;
      }}
    />
  );
}

type Options = Parameters<typeof useForm<Values>>[0];
type FieldsProps = {
  label: string;
  submitLabel: string;
  initial: Values;
  thing?: Options["thing"];
  draft: Options["draft"];
  send: Options["send"];
  onClose: () => void;
  children?: React.ReactNode;
};

function Fields({ label, submitLabel, initial, thing, draft, send, onClose, children }: FieldsProps) {
  const { t } = useI18n("document");
  const { t: ui } = useI18n("ui");
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    root.current?.querySelector<HTMLElement>("button, input:not([hidden])")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const form = useForm<Values>({
    initial,
    thing,
    draft,
    check: ({ title, effectiveOn }) => [
      ...(title.trim() === "" ? [{ path: "title", message: t("form.titleMissing") }] : []),
      ...(effectiveOn !== null && effectiveOn !== "" && parseDate(effectiveOn) === undefined
        ? [{ path: "effectiveOn", message: ui("form.date.wrong") }]
        : []),
    ],
    send: (values, expectedVersion) =>
      send({ ...values, effectiveOn: values.effectiveOn || null }, expectedVersion),
  });
  return (
    <div ref={root}>
      <Form
        form={form}
        label={label}
        submitLabel={submitLabel}
        actions={
          <Button kind="quiet" onClick={onClose}>
            {t("form.cancel")}
          </Button>
        }
      >
        {children}
        <TextField name="title" label={t("form.title")} help={t("form.titleHelp")} />
        <DateField
          name="effectiveOn"
          label={t("form.effectiveOn")}
          help={t("form.effectiveOnHelp")}
          optional
        />
        <TextField name="description" label={t("form.description")} rows={2} optional />
      </Form>
    </div>
  );
}
