import { beforeEach, describe, expect, it, vi } from "vitest";
import { download } from "../api/download";
import { toApiError } from "../api/error";
import type { TableFile } from "./columns";
import { exportTable } from "./exportTable";

vi.mock("../api/download", () => ({ download: vi.fn(async () => null) }));

type Row = { code: string; dueOn: string | null; progress: number; budget: string | null; note: string };

const table: TableFile<Row> = {
  name: "Acțiuni P-01",
  caption: "Acțiuni",
  columns: [
    { title: "Cod", kind: "CODE", value: ({ code }) => code },
    { title: "Termen", kind: "DATE", value: ({ dueOn }) => dueOn },
    { title: "Progres", kind: "PERCENT", value: ({ progress }) => progress },
    { title: "Buget", kind: "MONEY", value: ({ budget }) => budget },
    { title: "Notă", kind: "TEXT", value: ({ note }) => note },
  ],
  total: 2,
  rows: [
    { code: "A1", dueOn: "2027-01-22", progress: 60, budget: "1500.50", note: "=1+1" },
    { code: "A2", dueOn: null, progress: 0, budget: null, note: "" },
  ],
};
const sentTo = vi.mocked(download);
const watch = () => ({ signal: new AbortController().signal, onProgress: () => {}, onMaking: () => {} });

/** jsdom's blobs cannot be read as text. */
const textOf = (blob: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });

beforeEach(() => {
  sentTo.mockClear();
  vi.useFakeTimers({ now: new Date("2026-11-22T10:00:00Z"), toFake: ["Date"] });
  return () => vi.useRealTimers();
});

describe("a table as a file", () => {
  it("goes to the server with typed cells, empty ones empty, texts as they are", async () => {
    const outcome = await exportTable(table, "xlsx", "Filtre: Stare: în lucru", watch());
    expect(outcome).toEqual({ kind: "saved", count: 2 });
    const [path, , sent] = sentTo.mock.calls[0] ?? [];
    expect(path).toBe("/exports/table.xlsx");
    expect(JSON.parse(await textOf(sent as Blob))).toEqual({
      name: "Acțiuni P-01 2026-11-22",
      language: "ro",
      caption: "Acțiuni",
      note: "Filtre: Stare: în lucru",
      columns: [
        { title: "Cod", kind: "CODE" },
        { title: "Termen", kind: "DATE" },
        { title: "Progres", kind: "PERCENT" },
        { title: "Buget", kind: "MONEY" },
        { title: "Notă", kind: "TEXT" },
      ],
      rows: [
        ["A1", "2027-01-22", 60, "1500.50", "=1+1"],
        ["A2", null, 0, null, null],
      ],
    });
  });

  it("is not sent when it is larger than the server reads", async () => {
    const long = { code: "A", dueOn: null, progress: 0, budget: null, note: "x".repeat(17 * 1024 * 1024) };
    expect(await exportTable({ ...table, rows: [long] }, "csv", null, watch())).toEqual({ kind: "tooLarge" });
    expect(sentTo).not.toHaveBeenCalled();
  });

  it("hands on the refusal of the server", async () => {
    const error = toApiError({ message: "Prea mare", extensions: { code: "INVALID" } });
    sentTo.mockResolvedValueOnce(error);
    expect(await exportTable(table, "ods", null, watch())).toEqual({ kind: "failed", error });
  });

  it("is cancelled while the server makes it", async () => {
    const controller = new AbortController();
    const outcome = await exportTable(table, "ods", null, {
      ...watch(),
      signal: controller.signal,
      onMaking: () => controller.abort(),
    });
    expect(outcome).toEqual({ kind: "cancelled" });
  });
});
