import { createStore } from "./store";

/** Why somebody of the mayor's office reads what one institution released. */
export const purposes = ["MONITORING", "REPORT", "VERIFICATION"] as const;
export type Purpose = (typeof purposes)[number];

const key = "calitas.purpose";

/** Asked once a sitting: it goes with the tab. */
export const purpose = createStore<Purpose | null>(recall());

export function setPurpose(next: Purpose | null): void {
  purpose.set(next);
  try {
    if (next === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, next);
  } catch {
    // Storage may be forbidden by the browser; the purpose then lasts as long as the page.
  }
}

function recall(): Purpose | null {
  try {
    return purposes.find((one) => one === sessionStorage.getItem(key)) ?? null;
  } catch {
    return null;
  }
}

const recordedKey = "calitas.recorded";
const recorded = new Set<string>();

/** Whether what somebody looks at is on record in this sitting. */
export function isRecorded(consultation: string): boolean {
  if (recorded.has(consultation)) return true;
  try {
    return (sessionStorage.getItem(recordedKey) ?? "").split("\n").includes(consultation);
  } catch {
    return false;
  }
}

export function setRecorded(consultation: string): void {
  recorded.add(consultation);
  try {
    const before = sessionStorage.getItem(recordedKey);
    sessionStorage.setItem(recordedKey, before === null ? consultation : `${before}\n${consultation}`);
  } catch {
    // As above: on record as long as the page.
  }
}
