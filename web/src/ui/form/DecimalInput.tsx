import { TextInput } from "@mantine/core";
import { useState } from "react";
import { editableDecimal, number, parseDecimal } from "../../lib/format/number";
import { useI18n } from "../../lib/i18n";

type InputProps = Omit<React.ComponentProps<typeof TextInput>, "value" | "onChange"> & {
  value: string | null;
  onChange: (value: string | null) => void;
  /** What is counted („lei”), shown in the field. */
  unit?: string | undefined;
};

/** The input alone, for fields that save themselves: grouped when read, plain while edited. */
export function DecimalInput({ value, onChange, onBlur, onFocus, error, unit, ...rest }: InputProps) {
  const { t } = useI18n("ui");
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed === null && value !== null && value !== "" && parseDecimalStored(value) === undefined;
  const shown = value === null || value === "" ? "" : isWrong ? value : number(value, { max: 6 });
  const given = (text: string) => (text.trim() === "" ? null : (parseDecimal(text) ?? text));
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      rightSection={unit}
      rightSectionWidth={unit === undefined ? undefined : 48}
      value={typed ?? shown}
      error={error ?? (isWrong ? t("form.number.wrong") : undefined)}
      onFocus={(event) => {
        if (value !== null && !isWrong) setTyped(editableDecimal(value));
        onFocus?.(event);
      }}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={(event) => {
        if (typed !== null && given(typed) !== value) onChange(given(typed));
        setTyped(null);
        onBlur?.(event);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && typed !== null) onChange(given(typed));
      }}
    />
  );
}

function parseDecimalStored(stored: string): string | undefined {
  return /^-?\d+(\.\d+)?$/.test(stored) ? stored : undefined;
}
