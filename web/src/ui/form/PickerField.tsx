import { FieldClash } from "./FieldClash";
import { type FieldProps, useField } from "./fields";
import { Picker, type PickerOption } from "./Picker";

/** One of many in a form: a unit, a person. */
export function PickerField({ options, ...props }: FieldProps & { options: PickerOption[] }) {
  const { field, shared } = useField(props);
  const { name: _, ...rest } = shared;
  return (
    <>
      <Picker
        {...rest}
        options={options}
        value={(field.value as string | null) || null}
        onChange={field.onChange}
        onBlur={field.onBlur}
      />
      <FieldClash
        name={props.name}
        label={props.label}
        show={(value) => options.find(({ id }) => id === value)?.label ?? "–"}
      />
    </>
  );
}
