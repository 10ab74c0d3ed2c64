import { number } from "../../lib/format/number";
import { DecimalInput } from "./DecimalInput";
import { FieldClash } from "./FieldClash";
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
    <>
      <DecimalInput
        {...shared}
        unit={unit}
        decimals={decimals}
        value={(field.value as string | null) ?? null}
        onChange={field.onChange}
        onBlur={field.onBlur}
        className={styles.short}
      />
      <FieldClash
        name={props.name}
        label={props.label}
        show={(value) => (value ? number(String(value), { min: decimals ?? 0 }) : "–")}
      />
    </>
  );
}
