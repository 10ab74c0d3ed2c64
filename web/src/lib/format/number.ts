/** Numbers and money as people read and type them. Amounts stay decimal text: no binary fraction touches them. */
import { language } from "../i18n/language";

const locale = () => (language.get() === "ro" ? "ro-RO" : "en-GB");

/** 1.234,5 */
export function number(value: number | string, digits?: { min?: number; max?: number }): string {
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits?.min ?? 0,
    maximumFractionDigits: digits?.max ?? 6,
  }).format(value as number);
}

/** 424.130,28 lei; whole amounts without decimals. */
export function money(amount: string): string {
  const whole = /^-?\d+(?:\.0+)?$/.test(amount);
  const text = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(amount as unknown as number);
  return `${text}\u00A0lei`;
}

/** 60 % */
export function percent(whole: number): string {
  return language.get() === "ro" ? `${number(whole)}\u00A0%` : `${number(whole)}%`;
}

/**
 * Reads a decimal number as typed: comma or point, thousands grouped by either or by spaces. The last separator is the
 * decimal one, except a single group of three digits after a Romanian point (1.234 is one thousand). Undefined when it
 * is not a number.
 */
export function parseDecimal(typed: string): string | undefined {
  const text = typed
    .trim()
    .replace(/(?:\s|\u00A0|\u202F)/g, "")
    .replace(/(?:lei|ron)$/i, "");
  if (!/^[-+−]?[\d.,]*\d[\d.,]*$/.test(text)) return undefined;
  const sign = /^[-−]/.test(text) ? "-" : "";
  const digits = text.replace(/^[-+−]/, "");
  const at = decimalSeparatorAt(digits);
  if (at === null) return undefined;
  const whole =
    (at === -1 ? digits : digits.slice(0, at)).replace(/[.,]/g, "").replace(/^0+(?=\d)/, "") || "0";
  const fraction = at === -1 ? "" : digits.slice(at + 1).replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** -1: there is none; null: the separators make no number. */
function decimalSeparatorAt(digits: string): number | null {
  const separators = [...digits.matchAll(/[.,]/g)];
  const last = separators.at(-1);
  if (last === undefined) return -1;
  const kinds = new Set(separators.map(([kind]) => kind));
  const groups = digits.split(/[.,]/).slice(1);
  const allThrees = groups.every((group) => group.length === 3);
  if (kinds.size === 1 && separators.length > 1) return allThrees ? -1 : null;
  if (kinds.size === 2) {
    const isOnce = separators.filter(([kind]) => kind === last[0]).length === 1;
    return isOnce && groups.slice(0, -1).every((group) => group.length === 3) ? last.index : null;
  }
  const thousands = language.get() === "ro" ? "." : ",";
  return last[0] === thousands && allThrees ? -1 : last.index;
}

/** What a field shows for a stored decimal: the reader's separator, no grouping, so that it can be edited. */
export function editableDecimal(stored: string, decimals = 0): string {
  const [whole = "", fraction = ""] = stored.split(".");
  const shown = fraction.padEnd(decimals, "0");
  return shown === "" ? whole : `${whole}${language.get() === "ro" ? "," : "."}${shown}`;
}
