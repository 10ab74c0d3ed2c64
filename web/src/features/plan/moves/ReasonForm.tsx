import { Textarea } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useDraft } from "../../../lib/drafts/drafts";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import styles from "./ReasonForm.module.css";

type Props = {
  /** What the reason is for; also the name of the group. */
  title: string;
  label: string;
  /** The verb of the act. */
  verb: string;
  /** Under which name what was typed is kept on this device. */
  draftKey: string;
  isOptional?: boolean;
  isBusy: boolean;
  error?: string | null | undefined;
  disabledReason?: string | null;
  onSend: (reason: string) => Promise<boolean>;
  onCancel: () => void;
};

/** Asks for a reason in place: no window, nothing typed is lost. The question takes the focus. */
export function ReasonForm({
  title,
  label,
  verb,
  draftKey,
  isOptional = false,
  isBusy,
  error,
  disabledReason,
  onSend,
  onCancel,
}: Props) {
  const { t } = useI18n("plan");
  const [reason, setReason] = useDraft({ key: draftKey, label });
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!isOptional && reason.trim() === "") {
      setMissing(true);
      field.current?.focus();
      return;
    }
    setMissing(false);
    if (await onSend(reason.trim())) setReason("");
  }

  return (
    <form className={styles.form} aria-label={title} onSubmit={(event) => void send(event)} noValidate>
      <p className={styles.title}>{title}</p>
      <Textarea
        ref={field}
        label={label}
        rows={3}
        value={reason}
        error={isMissing ? t("reason.missing") : (error ?? undefined)}
        inputWrapperOrder={["label", "error", "input"]}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onCancel();
        }}
      />
      <div className="row">
        <Button type="submit" isBusy={isBusy} disabledReason={disabledReason ?? null}>
          {verb}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
