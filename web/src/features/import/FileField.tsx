import { useRef } from "react";
import { useController } from "react-hook-form";
import { Button } from "../../ui/Button";
import { useFieldId } from "../../ui/form/fieldId";
import { IconUpload } from "../../ui/icons";
import styles from "./Import.module.css";

type Props = { name: string; label: string; help: string; choose: string; accept: string };

/** One file of the device. The browser's own field would speak its language instead of the page's. */
export function FileField({ name, label, help, choose, accept }: Props) {
  const { field, fieldState } = useController({ name });
  const id = useFieldId(name) ?? name;
  const input = useRef<HTMLInputElement>(null);
  const error = fieldState.error?.message;
  const file: File | null = field.value;
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
          field.onChange(event.currentTarget.files?.[0] ?? null);
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
        <output id={`${id}-name`} className={styles.name}>
          {file?.name}
        </output>
      </div>
    </div>
  );
}
