import { Input } from "@mantine/core";
import { useId } from "react";
import type { Autosaved } from "../../lib/autosave/useAutosave";
import type { Option } from "../form/fields";
import { FieldNotice, refusalOf } from "./FieldNotice";
import styles from "./SavedRadio.module.css";

type Props = { saved: Autosaved<string | null>; label: string; options: Option[] };

/** One of a few, all visible, saved at once. The browser's own buttons: a questionnaire shows a hundred of them. */
export function SavedRadio({ saved, label, options }: Props) {
  const id = useId();
  const refusal = refusalOf(saved);
  return (
    <FieldNotice
      saved={saved}
      label={label}
      show={(value) => options.find((one) => one.value === value)?.label ?? "–"}
    >
      <Input.Wrapper
        role="radiogroup"
        aria-labelledby={`${id}-label`}
        aria-describedby={refusal === undefined ? undefined : `${id}-error`}
        label={label}
        labelElement="div"
        labelProps={{ id: `${id}-label` }}
        error={refusal}
        errorProps={{ id: `${id}-error` }}
        inputWrapperOrder={["label", "error", "input"]}
      >
        <div className={styles.options}>
          {options.map(({ value, label: answer }) => (
            <label key={value} className={styles.option}>
              <input
                type="radio"
                name={id}
                value={value}
                checked={saved.value === value}
                onChange={() => saved.change(value)}
              />
              {answer}
            </label>
          ))}
        </div>
      </Input.Wrapper>
    </FieldNotice>
  );
}
