import { Checkbox } from "@mantine/core";
import { useController } from "react-hook-form";
import { FieldClash } from "../../ui/form/FieldClash";
import { useFieldId } from "../../ui/form/fieldId";
import styles from "./UnitsField.module.css";

export type UnitChoice = { id: string; name: string };

type Props = { name: string; label: string; options: UnitChoice[] };

/** Which compartments are assessed, each with its box. */
export function UnitsField({ name, label, options }: Props) {
  const id = useFieldId(name);
  const { field, fieldState } = useController({ name });
  const chosen = field.value as string[];
  return (
    <fieldset id={id} className={styles.units}>
      <legend>{label}</legend>
      {fieldState.error?.message && <p className={styles.error}>{fieldState.error.message}</p>}
      {options.map((unit, at) => (
        <Checkbox
          key={unit.id}
          ref={at === 0 ? field.ref : undefined}
          label={unit.name}
          checked={chosen.includes(unit.id)}
          onChange={(event) =>
            field.onChange(
              event.currentTarget.checked ? [...chosen, unit.id] : chosen.filter((one) => one !== unit.id),
            )
          }
        />
      ))}
      <FieldClash
        name={name}
        label={label}
        show={(value) =>
          options
            .filter((unit) => (value as string[]).includes(unit.id))
            .map((unit) => unit.name)
            .join("; ")
        }
      />
    </fieldset>
  );
}
