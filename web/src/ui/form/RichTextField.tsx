import { RichTextInput } from "../text/RichTextInput";
import { FieldClash } from "./FieldClash";
import { type FieldProps, useField } from "./fields";

/** A longer text with marks in a form. */
export function RichTextField({ rows, ...props }: FieldProps & { rows?: number }) {
  const { field, shared } = useField(props);
  return (
    <>
      <RichTextInput
        {...shared}
        value={(field.value as string | null) ?? ""}
        onChange={field.onChange}
        onBlur={field.onBlur}
        {...(rows === undefined ? {} : { rows })}
      />
      <FieldClash name={props.name} label={props.label} canCombine isRich />
    </>
  );
}
