/** A file on its way to being lines: the server reads it and keeps nothing of it. And the empty sheets for it. */
import type { ImportKind } from "../../gql/graphql";
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

/** The template of a kind as XLSX. */
export async function readTemplate(
  kind: ImportKind,
): Promise<{ file: Blob; error: null } | { file: null; error: ApiError }> {
  try {
    const response = await ask("GET", `/imports/${kind}.xlsx`);
    if (response.ok) return { file: await response.blob(), error: null };
  } catch {
    // Told below.
  }
  return { file: null, error: { ...toApiError({ message: "" }), code: "NETWORK" } };
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

/** Hands a file over to the browser. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
