import { language } from "../i18n/language";
import { useStore } from "../store";
import { clock, dayMonth, longDate, monthYear, shortDate, shortInstant } from "./date";
import { money, number, percent } from "./number";

const formats = { clock, dayMonth, longDate, monthYear, shortDate, shortInstant, money, number, percent };

/** The formats of the reader's language; the component is drawn again when it changes. */
export function useFormat(): typeof formats {
  useStore(language);
  return formats;
}
