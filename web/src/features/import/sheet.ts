/** A file on its way to being lines: the server reads it and keeps nothing of it. And the empty sheets for it. */
import { ask } from "../../lib/api/bytes";
import { type ApiError, toApiError } from "../../lib/api/error";

export type Line = { number: number; cells: string[] };
export type Sheet = { headings: string[]; rows: Line[] };

export async function readSheet(
  file: Blob,
): Promise<{ sheet: Sheet; error: null } | { sheet: null; error: ApiError }> {
  try {
    const headers = { "content-type": "application/octet-stream" };
    const response = await ask("POST", "/imports", headers, file);
    const answer = (await response.json()) as Sheet & {
      errors?: { message: string; extensions?: Record<string, unknown> }[];
    };
    const stated = answer.errors?.[0];
    return stated === undefined ? { sheet: answer, error: null } : { sheet: null, error: toApiError(stated) };
  } catch {
    return { sheet: null, error: { ...toApiError({ message: "" }), code: "NETWORK" } };
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
