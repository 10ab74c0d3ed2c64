import { language } from "../i18n/language";
import { useStore } from "../store";
import { clock, dayMonth, longDate, monthTitle, monthYear, shortDate, shortInstant, weekday } from "./date";
import { money, number, percent } from "./number";

const formats = {
  clock,
  dayMonth,
  longDate,
  monthTitle,
  monthYear,
  shortDate,
  shortInstant,
  weekday,
  money,
  number,
  percent,
};

/** The formats of the reader's language; the component is drawn again when it changes. */
export function useFormat(): typeof formats {
  useStore(language);
  return formats;
}
