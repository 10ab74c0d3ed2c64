import { type ReactNode, useRef } from "react";
import { useController, useFormContext } from "react-hook-form";
import { Button } from "../Button";
import { IconUpload } from "../icons";
import styles from "./FileField.module.css";
import { useFieldId } from "./fieldId";

type Props = {
  name: string;
  label: string;
  help: string;
  choose: string;
  accept: string;
  /** What the form keeps of a file; null when it cannot be used. The file itself unless told. */
  take?: (file: File) => Promise<unknown>;
  /** What is said of a file that cannot be used. */
  refusal?: string;
  /** What else can be done. */
  children?: ReactNode;
};

/** One file of the device. The browser's own field would speak its language instead of the page's. */
export function FileField({ name, label, help, choose, accept, take, refusal, children }: Props) {
  const { field, fieldState } = useController({ name });
  const { setError, clearErrors } = useFormContext();
  const id = useFieldId(name) ?? name;
  const input = useRef<HTMLInputElement>(null);
  const error = fieldState.error?.message;

  async function choice(file: File | null) {
    const taken = file === null || take === undefined ? file : await take(file);
    if (file !== null && taken === null) return setError(name, { type: "check", message: refusal });
    clearErrors(name);
    field.onChange(taken);
  }

  return (
    <div className={styles.file}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      <p id={`${id}-help`} className="muted small">
        {help}
      </p>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          void choice(event.currentTarget.files?.[0] ?? null);
          event.currentTarget.value = "";
        }}
      />
      <div className={styles.chosen}>
        <Button
          id={id}
          ref={field.ref}
          icon={IconUpload}
          describedBy={`${id}-label ${id}-help ${id}-name${error ? ` ${id}-error` : ""}`}
          onClick={() => input.current?.click()}
        >
          {choose}
        </Button>
        {children}
        <output id={`${id}-name`} className={styles.name}>
          {field.value instanceof File ? field.value.name : null}
        </output>
      </div>
    </div>
  );
}
