import { TextInput } from "@mantine/core";
import { useState } from "react";
import { editableDecimal, number, parseDecimal } from "../../lib/format/number";
import { useI18n } from "../../lib/i18n";

type InputProps = Omit<React.ComponentProps<typeof TextInput>, "value" | "onChange"> & {
  value: string | null;
  onChange: (value: string | null) => void;
  /** What is counted („lei”), shown in the field. */
  unit?: string | undefined;
  /** How many decimals always stand there: two for money. More are shown when there are more. */
  decimals?: number | undefined;
};

/** The input alone, for fields that save themselves: grouped when read, plain while edited. */
export function DecimalInput({
  value,
  onChange,
  onBlur,
  onFocus,
  error,
  unit,
  decimals = 0,
  ...rest
}: InputProps) {
  const { t } = useI18n("ui");
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed === null && value !== null && value !== "" && parseDecimalStored(value) === undefined;
  const shown = value === null || value === "" ? "" : isWrong ? value : number(value, { min: decimals });
  const given = (text: string) => {
    if (text.trim() === "") return null;
    // What was only looked at is not a change: „1250,50” is the stored 1250.5.
    const read = parseDecimal(text);
    return read !== undefined && value !== null && read === parseDecimalStored(value)
      ? value
      : (read ?? text);
  };
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
        if (value !== null && !isWrong) setTyped(editableDecimal(value, decimals));
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

/** A stored decimal without the zeros at its end, as `parseDecimal` reads what is typed. */
function parseDecimalStored(stored: string): string | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(stored)) return undefined;
  return stored.includes(".") ? stored.replace(/\.?0+$/, "") : stored;
}
