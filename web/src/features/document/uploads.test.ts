import { File as StoredFile } from "node:buffer";
import { beforeEach, describe, expect, it, vi } from "vitest";

const MIB = 1024 * 1024;

/** A server that keeps chunks; `cut` drops so many requests, `refusal` is its word at the end. */
const server = {
  received: 0,
  starts: 0,
  cut: 0,
  refusal: "",
  offsets: [] as number[],
  attached: [] as unknown[],
  targets: [] as unknown[],
};

function answer(data: object | null) {
  const graphQLErrors = [
    { message: "Conținutul nu corespunde", extensions: { code: "INVALID", fields: [] } },
  ];
  return { toPromise: async () => (data === null ? { error: { graphQLErrors } } : { data }) };
}

vi.mock("../../lib/api/client", () => ({
  client: {
    get: () => ({
      mutation: (_: unknown, { input }: { input: Record<string, unknown> }) => {
        if (input.subjectId !== undefined) {
          server.attached.push(input);
          return answer(
            server.refusal === "" ? { createEvidence: { evidence: { id: "new evidence" } } } : null,
          );
        }
        if (input.sizeBytes !== undefined) {
          server.starts += 1;
          server.targets.push(input.evidenceId);
          return answer({ startUpload: { upload: { id: "u1", path: "/uploads/u1", chunkBytes: MIB } } });
        }
        return answer(server.refusal === "" ? { finishUpload: {} } : null);
      },
    }),
  },
}));

vi.mock("../../lib/api/error", async (original) => ({
  ...(await original<object>()),
  toApiError: (error: { graphQLErrors?: unknown[] }) => ({
    code: error.graphQLErrors ? "INVALID" : "NETWORK",
    message: server.refusal,
    fields: [],
  }),
}));

vi.mock("../../lib/announce", () => ({ announce: () => {} }));

async function fetched(_: string, { method, headers, body }: RequestInit): Promise<Response> {
  if (method === "PATCH") {
    if (server.cut > 0) {
      server.cut -= 1;
      throw new TypeError("cut");
    }
    server.offsets.push(Number((headers as Record<string, string>)["upload-offset"]));
    server.received += (body as Blob).size;
  }
  return new Response(null, { status: 204, headers: { "upload-offset": String(server.received) } });
}

/** The module as after a reload of the page, for this person. */
async function page(account: string) {
  vi.resetModules();
  const { session } = await import("../../lib/session/session");
  session.set({ status: "signedIn", account: { id: account } as never });
  const { loadTexts } = await import("../../lib/i18n");
  await loadTexts("document");
  return await import("./uploads");
}

let tests = 0;
// The one of jsdom does not survive being stored.
const file = () => new StoredFile([new Uint8Array(2 * MIB + 10)], "Hotărâre.pdf") as unknown as File;

const known = { evidenceId: "evidence", claim: null };
const words = { key: "k1", subjectId: "action", title: "Hotărârea 12", effectiveOn: null, description: "" };
const fresh = { evidenceId: null, claim: words };

/** A busy machine is no fault. */
const patience = 10_000;

// Modules are read anew in every test.
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  tests += 1;
  Object.assign(server, {
    received: 0,
    starts: 0,
    cut: 0,
    refusal: "",
    offsets: [],
    attached: [],
    targets: [],
  });
  vi.stubGlobal("fetch", fetched);
});

describe("files on their way", () => {
  it("go chunk by chunk and are gone from the queue when they have arrived", async () => {
    const { enqueue, waiting } = await page(`a${tests}`);
    await enqueue(known, [file()]);
    await vi.waitFor(() => expect(waiting()).toEqual([]), patience);
    expect(server.offsets).toEqual([0, MIB, 2 * MIB]);
  });

  it("go on after a reload where they were, as the same upload", async () => {
    const account = `a${tests}`;
    const before = await page(account);
    server.cut = Number.POSITIVE_INFINITY;
    await before.enqueue(known, [file()]);
    await vi.waitFor(() => expect(before.waiting()[0]?.state).toBe("waiting"), patience);
    before.pause(before.waiting()[0]?.key ?? "");
    server.cut = 0;
    server.received = MIB;
    const after = await page(account);
    await after.recall();
    await vi.waitFor(() => expect(after.waiting()).toEqual([]), patience);
    expect(server.starts).toBe(1);
    expect(server.offsets).toEqual([MIB, 2 * MIB]);
  });

  it("say why they were refused, and do not come back after a reload", async () => {
    const account = `a${tests}`;
    const { enqueue, waiting } = await page(account);
    server.refusal = "Conținutul nu corespunde";
    await enqueue(known, [file()]);
    await vi.waitFor(() => expect(waiting()[0]?.failure).toBe("Conținutul nu corespunde"), patience);
    const after = await page(account);
    await after.recall();
    expect(after.waiting()).toEqual([]);
  });

  it("wait without a connection with the evidence they belong to, which is attached once", async () => {
    const account = `a${tests}`;
    const before = await page(account);
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    dispatchEvent(new Event("offline"));
    await before.enqueue(fresh, [file(), file()]);
    expect(before.waiting()).toMatchObject([{ claim: words, isKept: true }, { claim: words }]);
    expect(server.attached).toEqual([]);

    vi.spyOn(navigator, "onLine", "get").mockReturnValue(true);
    const after = await page(account);
    after.startUploads();
    await vi.waitFor(() => expect(server.targets.length).toBe(2), patience);
    await vi.waitFor(() => expect(after.waiting()).toEqual([]), patience);
    const { key: idempotencyKey, ...input } = words;
    expect(server.attached).toEqual([{ ...input, idempotencyKey }]);
    expect(server.targets).toEqual(["new evidence", "new evidence"]);
  });

  it("of refused evidence stay on the device: nobody else has them", async () => {
    const account = `a${tests}`;
    const { enqueue, waiting } = await page(account);
    server.refusal = "Ziua este în viitor";
    await enqueue(fresh, [file()]);
    await vi.waitFor(() => expect(waiting()[0]?.failure).toBe("Ziua este în viitor"), patience);
    const after = await page(account);
    server.refusal = "";
    await after.recall();
    await vi.waitFor(() => expect(after.waiting()).toEqual([]), patience);
    expect(server.targets).toEqual(["new evidence"]);
  });

  it("are erased from the device when their person says so", async () => {
    const account = `a${tests}`;
    const { enqueue, forgetUploads, pause, waiting } = await page(account);
    server.cut = Number.POSITIVE_INFINITY;
    await enqueue(known, [file()]);
    pause(waiting()[0]?.key ?? "");
    await forgetUploads();
    const after = await page(account);
    await after.recall();
    expect(after.waiting()).toEqual([]);
  });

  it("stop when told, and are forgotten when given up", async () => {
    const { enqueue, giveUp, waiting } = await page(`a${tests}`);
    server.cut = Number.POSITIVE_INFINITY;
    await enqueue(known, [file()]);
    await giveUp(waiting()[0]?.key ?? "");
    expect(waiting()).toEqual([]);
  });
});
