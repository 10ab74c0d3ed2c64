/** Small choices kept on this device. Nothing secret: no token, no text of documents. */
type Choice = "language" | "scheme" | "density" | "account" | "answeredAt" | "recent";

export function recall(choice: Choice): string | null {
  try {
    return localStorage.getItem(`calitas.${choice}`);
  } catch {
    // Storage may be forbidden by the browser; the choice then lasts as long as the page.
    return null;
  }
}

export function remember(choice: Choice, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`calitas.${choice}`);
    else localStorage.setItem(`calitas.${choice}`, value);
  } catch {
    // See recall.
  }
}
