/** A file on its way to being lines: the server reads it and keeps nothing of it. And the empty sheets for it. */
import { ask, refusalIn } from "../../lib/api/bytes";
import { type ApiError, unreached } from "../../lib/api/error";

export type Line = { number: number; cells: string[] };
export type Sheet = { headings: string[]; rows: Line[] };

export async function readSheet(
  file: Blob,
): Promise<{ sheet: Sheet; error: null } | { sheet: null; error: ApiError }> {
  try {
    const headers = { "content-type": "application/octet-stream" };
    const response = await ask("POST", "/imports", headers, file);
    if (!response.ok) return { sheet: null, error: await refusalIn(response) };
    return { sheet: (await response.json()) as Sheet, error: null };
  } catch {
    return { sheet: null, error: unreached };
  }
}

/** The template of a kind as CSV, with the mark that Excel asks for. */
export function template(headings: string[]): Blob {
  return new Blob([templateText(headings)], { type: "text/csv;charset=utf-8" });
}

export function templateText(headings: string[]): string {
  const quoted = headings.map((heading) =>
    /[;"]/.test(heading) ? `"${heading.replaceAll('"', '""')}"` : heading,
  );
  return `\uFEFF${quoted.join(";")}\r\n`;
}
