import { dayInWords } from "../../lib/format/date";
import { useI18n } from "../../lib/i18n";
import { DateInput } from "./DateInput";
import { FieldClash } from "./FieldClash";
import { type FieldProps, useField } from "./fields";
import styles from "./fields.module.css";

/** A date typed as people type it; the value is `YYYY-MM-DD`, or what was typed while it is no date. */
export function DateField(props: FieldProps) {
  const { t } = useI18n("ui");
  const { field, shared } = useField({ ...props, help: props.help ?? t("form.date.help") });
  return (
    <>
      <DateInput
        {...shared}
        value={(field.value as string | null) ?? null}
        onChange={field.onChange}
        onBlur={field.onBlur}
        className={styles.short}
      />
      <FieldClash name={props.name} label={props.label} show={(value) => dayInWords(value) || "–"} />
    </>
  );
}
