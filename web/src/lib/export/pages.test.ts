import { beforeEach, describe, expect, it, vi } from "vitest";
import { toApiError } from "../api/error";
import { send } from "../api/send";
import { mostRows, pagesOf, readAll } from "./pages";

vi.mock("../api/send", () => ({ send: vi.fn() }));
vi.mock("../session/session", () => ({ renewOrWait: vi.fn(async () => {}) }));
vi.mock("../session/token", () => ({ accessToken: () => "token" }));

type Row = { code: string };
type List = {
  list: { nodes: Row[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
};

const document = { kind: "Document" } as never;
const failure = (code: string) => ({
  data: null,
  error: toApiError({ message: "", extensions: { code } }),
});
const asked = vi.mocked(send);

/** A list of so many rows, two a page, as the server hands it out. */
function serve(count: number) {
  asked.mockImplementation(async (_, variables) => {
    const from = Number((variables as { after: string | null }).after ?? 0);
    const nodes = [from, from + 1].filter((at) => at < count).map((at) => ({ code: `A${at + 1}` }));
    const data: List = {
      list: {
        nodes,
        totalCount: count,
        pageInfo: { hasNextPage: from + 2 < count, endCursor: String(from + 2) },
      },
    };
    return { data, error: null } as never;
  });
}

const filter = { status: ["IN_PROGRESS"], text: "anexa" };
const reader = () => pagesOf<List, object, Row>(document, { filter, orderBy: "DUE_ASC" }, ({ list }) => list);
const watch = (onProgress = (_read: number, _total: number) => {}) => ({
  signal: new AbortController().signal,
  onProgress,
});

beforeEach(() => {
  asked.mockReset();
});

describe("all rows of a list", () => {
  it("are read by the filter and order of the page, from cursor to cursor", async () => {
    serve(5);
    const read = await readAll({ rows: reader(), total: 5 }, watch());
    expect(read).toEqual({ kind: "read", rows: ["A1", "A2", "A3", "A4", "A5"].map((code) => ({ code })) });
    expect(asked.mock.calls.map(([, variables]) => variables)).toEqual(
      [null, "2", "4"].map((after) => ({ filter, orderBy: "DUE_ASC", after })),
    );
  });

  it("say how far they are", async () => {
    serve(5);
    const said: string[] = [];
    await readAll(
      { rows: reader(), total: 5 },
      watch((read, total) => said.push(`${read}/${total}`)),
    );
    expect(said).toEqual(["2/5", "4/5", "5/5"]);
  });

  it("are no longer asked for after cancelling", async () => {
    serve(9);
    const controller = new AbortController();
    const read = await readAll(
      { rows: reader(), total: 9 },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    expect(read).toEqual({ kind: "cancelled" });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("are not begun with when there are too many", async () => {
    serve(3);
    expect(await readAll({ rows: reader(), total: mostRows + 1 }, watch())).toEqual({
      kind: "tooMany",
      count: mostRows + 1,
    });
    expect(asked).not.toHaveBeenCalled();
    serve(mostRows + 2);
    expect(await readAll({ rows: reader(), total: 3 }, watch())).toEqual({
      kind: "tooMany",
      count: mostRows + 2,
    });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("end with the first refusal", async () => {
    asked.mockResolvedValue(failure("UNAVAILABLE"));
    const read = await readAll({ rows: reader(), total: 3 }, watch());
    expect(read).toMatchObject({ kind: "failed", error: { code: "UNAVAILABLE" } });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("go on when the session was renewed", async () => {
    serve(1);
    asked.mockResolvedValueOnce(failure("UNAUTHENTICATED"));
    expect(await readAll({ rows: reader(), total: 1 }, watch())).toMatchObject({ kind: "read" });
  });

  it("are refused when the list is no longer there", async () => {
    asked.mockResolvedValue({ data: { list: null }, error: null } as never);
    expect(await readAll({ rows: reader(), total: 1 }, watch())).toMatchObject({
      kind: "failed",
      error: { code: "NOT_FOUND" },
    });
  });

  it("take the order of the page where it is not the server's", async () => {
    serve(3);
    const read = await readAll({ rows: reader(), total: 3, arrange: (rows) => rows.reverse() }, watch());
    expect(read).toMatchObject({ rows: [{ code: "A3" }, { code: "A2" }, { code: "A1" }] });
  });

  it("are those of the page when it has them all", async () => {
    const rows = [{ code: "A1" }];
    expect(await readAll({ rows, total: 1 }, watch())).toEqual({ kind: "read", rows });
    expect(asked).not.toHaveBeenCalled();
  });
});
