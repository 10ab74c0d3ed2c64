/** The sections of annex 4.3: what is entered in each, in the order of the form. */
import type { ControlAssurance, ControlProgrammeState } from "../../../gql/graphql";

export const assurances = ["FULL", "PARTIAL", "NONE"] as const satisfies ControlAssurance[];
export const programmeStates = ["YES", "PARTLY", "NO"] as const satisfies ControlProgrammeState[];

/** What kind of field each entry is. */
export const entries = {
  assurance: "assurance",
  basis: "text",
  hasSelfControl: "yesNo",
  isRiskBased: "yesNo",
  isCommissionFunctional: "yesNo",
  programme: "programme",
  isRiskManaged: "yesNo",
  proceduralActivityCount: "count",
  procedureCount: "count",
  hasMonitoring: "yesNo",
  hasObjectives: "yesNo",
  measures: "text",
} as const;

export type Entry = keyof typeof entries;
export type EntryKind = (typeof entries)[Entry];

/** Sections 1 to 8; 9 and 10 are computed. */
export const entered = [
  { number: 1, fields: ["assurance"] },
  { number: 2, fields: ["basis"] },
  { number: 3, fields: ["hasSelfControl", "isRiskBased"] },
  { number: 4, fields: ["isCommissionFunctional"] },
  { number: 5, fields: ["programme"] },
  { number: 6, fields: ["isRiskManaged"] },
  { number: 7, fields: ["proceduralActivityCount", "procedureCount"] },
  { number: 8, fields: ["hasMonitoring"] },
] as const satisfies { number: number; fields: Entry[] }[];

export function isEntry(name: string): name is Entry {
  return name in entries;
}

export const idOf = (entry: string) => `report-${entry}`;

/** Goes to a field of the report, or to its text where it cannot be changed. */
export function focusEntry(name: string): void {
  const place = document.getElementById(idOf(name));
  if (place === null) return;
  const control = place.querySelector<HTMLElement>("input:checked, input, textarea");
  (control ?? place).focus();
  place.scrollIntoView?.({ block: "start" });
}
