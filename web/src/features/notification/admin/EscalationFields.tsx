import { useFieldArray } from "react-hook-form";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { FieldClash } from "../../../ui/form/FieldClash";
import { SelectField, TextField } from "../../../ui/form/fields";
import { IconPlus, IconX } from "../../../ui/icons";
import styles from "./EscalationFields.module.css";
import type { Rule } from "./PolicyForm";

const most = 6;

/** The rules: so many working days after a deadline, somebody above hears of it. */
export function EscalationFields({ inWords }: { inWords: (rules: readonly Rule[]) => string }) {
  const { t } = useI18n("notification");
  const { fields, append, remove } = useFieldArray<{ escalations: Rule[] }>({ name: "escalations" });
  return (
    <fieldset className={styles.rules}>
      <legend>{t("escalation.title")}</legend>
      <p className="muted">{t("escalation.help")}</p>
      {fields.length === 0 && <p>{t("escalation.none")}</p>}
      {fields.map((field, at) => (
        <div key={field.id} className={styles.rule}>
          <TextField name={`escalations.${at}.afterDays`} label={t("escalation.days")} inputMode="numeric" />
          <SelectField
            name={`escalations.${at}.recipient`}
            label={t("escalation.recipient")}
            options={(["HEAD_OF_UNIT", "HEAD_OF_INSTITUTION"] as const).map((value) => ({
              value,
              label: t(`recipient.${value}`),
            }))}
          />
          <Button icon={IconX} label={t("escalation.remove", { number: at + 1 })} onClick={() => remove(at)}>
            {t("remove")}
          </Button>
        </div>
      ))}
      <FieldClash
        name="escalations"
        label={t("escalation.title")}
        show={(rules) => inWords(rules as Rule[]) || t("escalation.none")}
      />
      {fields.length < most && (
        <div>
          <Button icon={IconPlus} onClick={() => append({ afterDays: "", recipient: "HEAD_OF_UNIT" })}>
            {t("escalation.add")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
