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
