import { readFile } from "node:fs/promises";
import type { Download } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";

/** A cell as the program that opens the file takes it. */
export type Cell =
  | { kind: "text"; value: string }
  | { kind: "number"; value: number }
  | { kind: "formula" }
  | null;

/** The first sheet of a downloaded XLSX, row by row. */
export async function sheetOf(download: Download): Promise<Cell[][]> {
  const parts = unzipSync(await readFile(await download.path()));
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const shared = [...part("xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) =>
    textIn(xml),
  );
  return [...part("xl/worksheets/sheet1.xml").matchAll(/<row\b[^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(
    ([, row]) => {
      const cells: Cell[] = [];
      for (const [, attributes = "", inside = ""] of (row ?? "").matchAll(
        /<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
      )) {
        cells[columnOf(attributes)] = cellOf(attributes, inside, shared);
      }
      return Array.from(cells, (cell) => cell ?? null);
    },
  );
}

/** What stands in a row, as text; numbers as they are stored. */
export function wordsOf(row: Cell[]): string[] {
  return row.map((cell) => (cell === null || cell.kind === "formula" ? "" : String(cell.value)));
}

/** The day of a spreadsheet's number, which counts from the end of 1899. */
export function dayOf(cell: Cell | undefined): string | null {
  if (cell?.kind !== "number") return null;
  return new Date(Date.UTC(1899, 11, 30 + cell.value)).toISOString().slice(0, 10);
}

function cellOf(attributes: string, inside: string, shared: string[]): Cell {
  if (/<f\b/.test(inside)) return { kind: "formula" };
  const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1];
  if (/\bt="inlineStr"/.test(attributes)) return { kind: "text", value: textIn(inside) };
  if (value === undefined) return null;
  if (/\bt="s"/.test(attributes)) return { kind: "text", value: shared[Number(value)] ?? "" };
  if (/\bt="str"/.test(attributes)) return { kind: "text", value: textIn(`<t>${value}</t>`) };
  return { kind: "number", value: Number(value) };
}

/** `C7` is the third column. */
function columnOf(attributes: string): number {
  const letters = /\br="([A-Z]+)/.exec(attributes)?.[1] ?? "A";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function textIn(xml = ""): string {
  return [...xml.matchAll(/<t\b[^>]*>(.*?)<\/t>/gs)]
    .map(([, text = ""]) => text)
    .join("")
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole)
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}
