import { Checkbox } from "@mantine/core";
import { useController } from "react-hook-form";
import { FieldClash } from "../../../ui/form/FieldClash";
import { useFieldId } from "../../../ui/form/fieldId";
import styles from "./CompartmentsField.module.css";

/** A compartment that can be asked. */
export type UnitChoice = { id: string; name: string; isFirstLevel: boolean };

type Props = { name: string; label: string; options: UnitChoice[] };

/** Which compartments are asked, each with its box. */
export function CompartmentsField({ name, label, options }: Props) {
  const id = useFieldId(name);
  const { field, fieldState } = useController({ name });
  const chosen = field.value as string[];

  function toggle(unit: string, isOn: boolean) {
    field.onChange(isOn ? [...chosen, unit] : chosen.filter((one) => one !== unit));
  }

  return (
    <fieldset id={id} className={styles.compartments}>
      <legend>{label}</legend>
      {fieldState.error?.message && <p className={styles.error}>{fieldState.error.message}</p>}
      {options.map((unit, at) => (
        <Checkbox
          key={unit.id}
          ref={at === 0 ? field.ref : undefined}
          label={unit.name}
          checked={chosen.includes(unit.id)}
          onChange={(event) => toggle(unit.id, event.currentTarget.checked)}
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
