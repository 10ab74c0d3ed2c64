import { NativeSelect, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import type { Autosaved } from "../../lib/autosave/useAutosave";
import { dayInWords } from "../../lib/format/date";
import { number } from "../../lib/format/number";
import { DateInput } from "../form/DateInput";
import { DecimalInput } from "../form/DecimalInput";
import type { Option } from "../form/fields";
import { LineInput } from "../form/LineInput";
import { Picker, type PickerOption } from "../form/Picker";
import { FieldNotice, refusalOf } from "./FieldNotice";

type Common<Value> = { saved: Autosaved<Value>; label: string; help?: ReactNode };
const order: ("label" | "description" | "error" | "input")[] = ["label", "description", "error", "input"];

/** A text that saves itself: a title without `rows`, several lines with. */
export function SavedText({ saved, label, help, rows }: Common<string> & { rows?: number }) {
  const shared = {
    label,
    description: help,
    error: refusalOf(saved),
    inputWrapperOrder: order,
    value: saved.value,
    onBlur: saved.leave,
  };
  return (
    <FieldNotice saved={saved} label={label} show={asText} canCombine>
      {rows === undefined ? (
        <LineInput {...shared} onChange={saved.change} />
      ) : (
        <Textarea {...shared} rows={rows} onChange={(event) => saved.change(event.currentTarget.value)} />
      )}
    </FieldNotice>
  );
}

/** A calendar date that saves itself. */
export function SavedDate({ saved, label, help }: Common<string | null>) {
  return (
    <FieldNotice saved={saved} label={label} show={(date) => dayInWords(date) || "–"}>
      <DateInput
        label={label}
        description={help}
        error={refusalOf(saved)}
        inputWrapperOrder={order}
        value={saved.value}
        onChange={saved.change}
        onBlur={saved.leave}
      />
    </FieldNotice>
  );
}

/** An exact number that saves itself. */
export function SavedDecimal({
  saved,
  label,
  help,
  unit,
  decimals,
}: Common<string | null> & { unit?: string; decimals?: number }) {
  const show = (value: unknown) => (value ? number(String(value), { min: decimals ?? 0 }) : "–");
  return (
    <FieldNotice saved={saved} label={label} show={show}>
      <DecimalInput
        label={label}
        description={help}
        error={refusalOf(saved)}
        inputWrapperOrder={order}
        unit={unit}
        decimals={decimals}
        value={saved.value}
        onChange={saved.change}
        onBlur={saved.leave}
      />
    </FieldNotice>
  );
}

/** One of a few, saved at once. */
export function SavedChoice({ saved, label, help, options }: Common<string | null> & { options: Option[] }) {
  return (
    <FieldNotice saved={saved} label={label} show={(value) => labelOf(options, value)}>
      <NativeSelect
        label={label}
        description={help}
        error={refusalOf(saved)}
        inputWrapperOrder={order}
        data={options}
        value={saved.value ?? ""}
        onChange={(event) => saved.change(event.currentTarget.value || null)}
      />
    </FieldNotice>
  );
}

/** A person or unit, saved at once. */
export function SavedPick({
  saved,
  label,
  help,
  options,
  valueLabel,
}: Common<string | null> & { options: PickerOption[]; valueLabel?: string }) {
  const show = (value: unknown) => options.find(({ id }) => id === value)?.label ?? asText(value);
  return (
    <FieldNotice saved={saved} label={label} show={show}>
      <Picker
        label={label}
        description={help}
        error={refusalOf(saved)}
        inputWrapperOrder={order}
        options={options}
        value={saved.value}
        valueLabel={valueLabel}
        onChange={saved.change}
      />
    </FieldNotice>
  );
}

function asText(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

function labelOf(options: Option[], value: unknown): string {
  return options.find((option) => option.value === value)?.label ?? "–";
}
