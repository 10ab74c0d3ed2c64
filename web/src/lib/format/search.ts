/** Text as search compares it: without diacritics and capitals, so „sectiune” finds „Secțiune”. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("ro");
}

export const romanianOrder = new Intl.Collator("ro", { numeric: true });
