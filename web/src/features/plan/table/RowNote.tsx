import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { ActionField, fieldNames } from "../fields/ActionField";
import type { ActionCore } from "../fragments";
import { ReasonForm } from "../moves/ReasonForm";
import styles from "./RowNote.module.css";

type Props = {
  action: ActionCore;
  /** Fields with a conflict or a refused value. */
  stopped: string[];
  /** The status that needs a reason. */
  asking: ActionCore["status"] | null;
  refusal: string | null;
  isBusy: boolean;
  offline: string | null;
  onReason: (status: ActionCore["status"], reason: string) => Promise<boolean>;
  onClose: () => void;
};

/** Under a row: both values of a conflict, a value to correct, the reason a status asks for. The row stays where it is. */
export function RowNote({ action, stopped, asking, refusal, isBusy, offline, onReason, onClose }: Props) {
  const { t } = useI18n("plan");
  return (
    <div className={styles.note}>
      {fieldNames
        .filter((field) => stopped.includes(field))
        .map((field) => (
          <ActionField key={field} action={action} field={field} />
        ))}
      {asking !== null && (
        <ReasonForm
          title={t("move.title", { code: action.code, status: t(`status.${asking}`) })}
          label={t("move.reason")}
          verb={t("move.send")}
          draftKey={`plan/move/${action.id}/${asking}`}
          isBusy={isBusy}
          error={refusal}
          disabledReason={offline}
          onSend={(reason) => onReason(asking, reason)}
          onCancel={onClose}
        />
      )}
      {asking === null && refusal !== null && (
        <p role="alert" className="row">
          {refusal}
          <Button small kind="quiet" onClick={onClose}>
            {t("close")}
          </Button>
        </p>
      )}
    </div>
  );
}
