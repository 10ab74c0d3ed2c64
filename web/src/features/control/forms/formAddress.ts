/** Where the server makes the forms of the order (annexes 4.1, 4.2, 4.3 and 3, the development programme) as files. */
import { language } from "../../../lib/i18n/language";
import type { Format } from "../../../ui/FileButtons";

export type Form =
  /** Annex 4.1, of one compartment or of all; 4.2; 4.3. Of an approved version, else as it stands. */
  | {
      annex: "QUESTIONNAIRE" | "SYNTHESIS" | "REPORT";
      campaign: string;
      questionnaire?: string;
      version?: number;
    }
  /** Annex 3. */
  | { institution: string; year: number }
  /** The development programme. */
  | { plan: string };

export function formAddress(form: Form, format: Format): string {
  const file = "plan" in form ? "plan" : "institution" in form ? "control-statement" : "control";
  const query = new URLSearchParams({ language: language.get() === "en" ? "EN" : "RO" });
  if ("plan" in form) query.set("report", "PROGRAMME");
  for (const [key, value] of Object.entries(form)) if (value !== undefined) query.set(key, String(value));
  return `/exports/${file}.${format}?${query}`;
}
