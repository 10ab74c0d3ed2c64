import { TextInput } from "@mantine/core";
import { useState } from "react";
import { parseDate, shortDate } from "../../lib/format/date";
import { useI18n } from "../../lib/i18n";

type InputProps = Omit<React.ComponentProps<typeof TextInput>, "value" | "onChange"> & {
  value: string | null;
  onChange: (value: string | null) => void;
};

/** The input alone, for fields that save themselves. A text that is no date is marked and not handed on as a date. */
export function DateInput({ value, onChange, onBlur, error, ...rest }: InputProps) {
  const { t } = useI18n("ui");
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed === null && value !== null && value !== "" && parseDate(value) === undefined;
  return (
    <TextInput
      {...rest}
      inputMode="text"
      autoComplete="off"
      value={typed ?? (value === null || value === "" ? "" : isWrong ? value : shortDate(value))}
      error={error ?? (isWrong ? t("form.date.wrong") : undefined)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        // What was marked and is a date again goes on at once: a mark that leaves with the focus moves the button away
        // from under the click.
        const read = parseDate(event.currentTarget.value);
        if (error && read !== undefined) onChange(read);
      }}
      onBlur={(event) => {
        if (typed !== null) onChange(typed.trim() === "" ? null : (parseDate(typed) ?? typed));
        setTyped(null);
        onBlur?.(event);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && typed !== null)
          onChange(typed.trim() === "" ? null : (parseDate(typed) ?? typed));
      }}
    />
  );
}
