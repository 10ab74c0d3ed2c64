import { DecimalInput } from "./DecimalInput";
import { type FieldProps, useField } from "./fields";
import styles from "./fields.module.css";

/** An exact number; the value is decimal text with a point, or what was typed while it is no number. */
export function DecimalField({
  unit,
  decimals,
  ...props
}: FieldProps & { unit?: string; decimals?: number }) {
  const { field, shared } = useField(props);
  return (
    <DecimalInput
      {...shared}
      unit={unit}
      decimals={decimals}
      value={(field.value as string | null) ?? null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      className={styles.short}
    />
  );
}
