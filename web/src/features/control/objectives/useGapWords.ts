import { useI18n } from "../../../lib/i18n";
import { language } from "../../../lib/i18n/language";
import { smartParts } from "./smart";

/** What an objective lacks to be SMART, as one list in words. */
export function useGapWords(): (gaps: string[]) => string {
  const { t } = useI18n("control");
  return (gaps) =>
    new Intl.ListFormat(language.get() === "ro" ? "ro-RO" : "en-GB", { type: "conjunction" }).format(
      smartParts.filter((one) => gaps.includes(one)).map((one) => t(`smart.${one}`)),
    );
}
