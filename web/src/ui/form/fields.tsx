import { Checkbox, NativeSelect, PasswordInput, Radio, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useController } from "react-hook-form";
import { useI18n } from "../../lib/i18n";
import { FieldClash } from "./FieldClash";
import { useFieldId } from "./fieldId";
import styles from "./fields.module.css";
import { LineInput } from "./LineInput";

/** What every field of a form has: its name in the values, its label, its help. */
export type FieldProps = { name: string; label: string; help?: ReactNode; optional?: boolean };

/** The binding of a field to the form around it. */
export function useField({ name, label, help, optional }: FieldProps) {
  const { t } = useI18n("ui");
  const { field, fieldState } = useController({ name });
  const id = useFieldId(name);
  return {
    field,
    shared: {
      id,
      ref: field.ref,
      name,
      label: optional ? t("form.optional", { label }) : label,
      description: help,
      error: fieldState.error?.message,
      inputWrapperOrder: ["label", "description", "error", "input"] as (
        | "label"
        | "description"
        | "error"
        | "input"
      )[],
    },
  };
}

type TextFieldProps = FieldProps & {
  type?: "text" | "email" | "search";
  autoComplete?: string;
  inputMode?: "text" | "email" | "decimal" | "numeric";
  rows?: number;
  readOnly?: boolean;
};

export function TextField({
  rows,
  type = "text",
  autoComplete,
  inputMode,
  readOnly,
  ...props
}: TextFieldProps) {
  const { field, shared } = useField(props);
  const value = {
    value: (field.value as string | null) ?? "",
    onChange: field.onChange,
    onBlur: field.onBlur,
    readOnly,
  };
  // Titles and names get long; what the browser fills in or what has a form of its own never does.
  const isLine = type === "text" && autoComplete === undefined && inputMode === undefined;
  return (
    <>
      {rows !== undefined ? (
        <Textarea {...shared} {...value} rows={rows} />
      ) : isLine ? (
        <LineInput {...shared} {...value} />
      ) : (
        <TextInput {...shared} {...value} type={type} autoComplete={autoComplete} inputMode={inputMode} />
      )}
      <FieldClash name={props.name} label={props.label} canCombine={rows !== undefined || isLine} />
    </>
  );
}

export function PasswordField({ autoComplete, ...props }: FieldProps & { autoComplete: string }) {
  const { t } = useI18n("ui");
  const { field, shared } = useField(props);
  return (
    <PasswordInput
      {...shared}
      value={(field.value as string | null) ?? ""}
      onChange={field.onChange}
      onBlur={field.onBlur}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ "aria-label": t("form.showPassword"), tabIndex: 0 }}
    />
  );
}

export type Option = { value: string; label: string };

export function SelectField({ options, ...props }: FieldProps & { options: Option[] }) {
  const { field, shared } = useField(props);
  return (
    <>
      <NativeSelect
        {...shared}
        value={(field.value as string | null) ?? ""}
        onChange={field.onChange}
        onBlur={field.onBlur}
        data={options}
      />
      <FieldClash name={props.name} label={props.label} show={(value) => labelOf(options, value)} />
    </>
  );
}

export function CheckboxField(props: FieldProps) {
  const { t } = useI18n("ui");
  const { field, shared } = useField(props);
  const { inputWrapperOrder: _, ...rest } = shared;
  return (
    <>
      <Checkbox {...rest} checked={Boolean(field.value)} onChange={field.onChange} onBlur={field.onBlur} />
      <FieldClash name={props.name} label={props.label} show={(value) => t(value ? "form.yes" : "form.no")} />
    </>
  );
}

/** A question with few answers, all visible. */
export function RadioField({ options, ...props }: FieldProps & { options: (Option & { help?: string })[] }) {
  const { field, shared } = useField(props);
  const { id, ref, ...rest } = shared;
  return (
    <>
      <Radio.Group {...rest} value={(field.value as string | null) ?? ""} onChange={field.onChange}>
        <div className={styles.options}>
          {options.map(({ value, label, help }, at) => (
            <Radio
              key={value}
              id={at === 0 ? id : undefined}
              ref={at === 0 ? ref : undefined}
              value={value}
              label={label}
              description={help}
              onBlur={field.onBlur}
            />
          ))}
        </div>
      </Radio.Group>
      <FieldClash name={props.name} label={props.label} show={(value) => labelOf(options, value)} />
    </>
  );
}

function labelOf(options: Option[], value: unknown): string {
  return options.find((option) => option.value === value)?.label ?? "–";
}
