import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ApiError } from "../api/error";
import { AutosaveQueue, type Send, type SendResult } from "./queue";
import { type Pending, PendingStorage } from "./storage";

const error = (over: Partial<ApiError>): SendResult => ({
  version: null,
  error: {
    code: "INTERNAL",
    message: "",
    fields: [],
    conflicts: [],
    currentVersion: null,
    retryAfterSecs: null,
    requestId: null,
    ...over,
  },
});

const typed = (value: string, over: Partial<Pending> = {}): Pending => ({
  key: "action/title",
  tenantId: "tenant",
  place: { label: "A-1", href: "/i/ps6/actions/action" },
  shown: value,
  document: { id: "sha256:1", text: "mutation M { m }" },
  objectId: "action",
  field: "title",
  value,
  expectedVersion: 1,
  changedAt: "2027-01-22T12:05:00Z",
  stopped: null,
  ...over,
});

let storage: PendingStorage;
let online: boolean;
let tests = 0;

beforeEach(() => {
  tests += 1;
  storage = new PendingStorage(`account-${tests}`);
  online = true;
});

function queueWith(send: Send): AutosaveQueue {
  return new AutosaveQueue({
    storage,
    send,
    isOnline: () => online,
    exclusively: (work) => work(),
    now: () => new Date("2027-01-22T12:05:00Z"),
    delayMs: { typing: 20, retry: 20 },
  });
}

const settled = (queue: AutosaveQueue, kind: string) =>
  vi.waitFor(() => expect(queue.state("action/title")?.kind).toBe(kind));

describe("the autosave queue", () => {
  it("keeps a value on the device before it is sent", async () => {
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    const queue = queueWith(send);
    queue.put(typed("Registru"), "afterTyping");
    await vi.waitFor(async () => expect(await storage.all()).toHaveLength(1));
    expect(send).not.toHaveBeenCalled();
    await settled(queue, "saved");
    expect(await storage.all()).toEqual([]);
    expect(queue.summary().savedAt).toEqual(new Date("2027-01-22T12:05:00Z"));
  });

  it("sends a text once for many keys", async () => {
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    const queue = queueWith(send);
    for (const value of ["R", "Re", "Reg"]) queue.put(typed(value), "afterTyping");
    await settled(queue, "saved");
    expect(send.mock.calls.map(([sent]) => sent.value)).toEqual(["Reg"]);
  });

  it("goes on from the saved version when typing continued during the sending", async () => {
    let answer: (result: SendResult) => void = () => {};
    const send = vi.fn<Send>();
    send.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    send.mockImplementation(async () => ({ version: 3, error: null }));
    const queue = queueWith(send);
    queue.put(typed("Reg"), "now");
    await settled(queue, "sending");
    queue.put(typed("Registru"), "afterTyping");
    answer({ version: 2, error: null });
    await settled(queue, "saved");
    expect(send.mock.calls.map(([sent]) => [sent.value, sent.expectedVersion])).toEqual([
      ["Reg", 1],
      ["Registru", 2],
    ]);
  });

  it("waits without a connection and sends on return", async () => {
    online = false;
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    const queue = queueWith(send);
    queue.put(typed("Registru"), "now");
    await settled(queue, "waiting");
    expect(queue.summary().waitingCount).toBe(1);
    online = true;
    await queue.sendAll();
    await settled(queue, "saved");
  });

  it("takes up what a killed tab left", async () => {
    await storage.put(typed("Registru"));
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    const queue = queueWith(send);
    await queue.resume();
    await settled(queue, "saved");
    expect(send).toHaveBeenCalledOnce();
  });

  it("sends what waited in the order in which it was typed, whatever order the device keeps it in", async () => {
    await storage.put(typed("doi", { key: "action/a", field: "a", changedAt: "2027-01-22T12:06:00Z" }));
    await storage.put(typed("unu", { key: "action/b", field: "b", changedAt: "2027-01-22T12:05:00Z" }));
    await storage.put(typed("trei", { key: "action/c", field: "c", changedAt: "2027-01-22T12:07:00Z" }));
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    const queue = queueWith(send);
    await queue.resume();
    expect(send.mock.calls.map(([sent]) => sent.value)).toEqual(["unu", "doi", "trei"]);
  });

  it("lets nothing overtake a value the server could not take", async () => {
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    send.mockImplementationOnce(async () => error({ code: "UNAVAILABLE" }));
    const queue = queueWith(send);
    queue.put(typed("unu", { changedAt: "2027-01-22T12:05:00Z" }), "now");
    queue.put(typed("doi", { key: "action/b", field: "b", changedAt: "2027-01-22T12:06:00Z" }), "now");
    await vi.waitFor(() => expect(queue.state("action/b")?.kind).toBe("saved"));
    expect(send.mock.calls.map(([sent]) => sent.value)).toEqual(["unu", "unu", "doi"]);
  });

  it("sends the newest when another tab typed on, and leaves what that tab typed since", async () => {
    const send = vi.fn<Send>(async () => {
      await storage.put(typed("Registru unic nou", { changedAt: "2027-01-22T12:07:00Z" }));
      return { version: 2, error: null };
    });
    await storage.put(typed("Registru"));
    online = false;
    const queue = queueWith(send);
    await queue.resume();
    await storage.put(typed("Registru unic", { changedAt: "2027-01-22T12:06:00Z" }));
    online = true;
    await queue.sendAll();
    expect(send.mock.calls.map(([sent]) => sent.value)).toEqual(["Registru unic"]);
    expect((await storage.get("action/title"))?.value).toBe("Registru unic nou");
  });

  it("sends a refused value again when it is asked to", async () => {
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    send.mockImplementationOnce(async () => error({ code: "FORBIDDEN", message: "Nu aveți dreptul" }));
    const queue = queueWith(send);
    queue.put(typed("Registru"), "now");
    await settled(queue, "refused");
    await queue.retry("action/title");
    await settled(queue, "saved");
    expect(send).toHaveBeenCalledTimes(2);
  });

  it("forgets everything when it is told to", async () => {
    online = false;
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    const queue = queueWith(send);
    queue.put(typed("Registru"), "now");
    await settled(queue, "waiting");
    await queue.clear();
    online = true;
    await queue.sendAll();
    expect(send).not.toHaveBeenCalled();
    expect(await storage.all()).toEqual([]);
    expect(queue.entries()).toEqual([]);
  });

  it("tries again by itself when the server was away", async () => {
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    send.mockImplementationOnce(async () => error({ code: "UNAVAILABLE" }));
    const queue = queueWith(send);
    queue.put(typed("Registru"), "now");
    await settled(queue, "saved");
    expect(send).toHaveBeenCalledTimes(2);
  });

  it("keeps a refused value with its reason and does not send it again", async () => {
    const send = vi.fn<Send>(async () =>
      error({
        code: "INVALID",
        fields: [{ path: "title", code: "TOO_LONG", message: "Cel mult 200 de caractere" }],
      }),
    );
    const queue = queueWith(send);
    queue.put(typed("Registru"), "now");
    await settled(queue, "refused");
    await queue.sendAll();
    expect(send).toHaveBeenCalledOnce();
    expect((await storage.get("action/title"))?.value).toBe("Registru");
    expect(queue.state("action/title")).toEqual({ kind: "refused", message: "Cel mult 200 de caractere" });
  });

  it("keeps a value that is no value with its reason and never sends it", async () => {
    const send = vi.fn<Send>(async () => ({ version: 2, error: null }));
    const queue = queueWith(send);
    const stopped = { kind: "refused" as const, message: "Scrieți data ca zi, lună, an" };
    queue.put(typed("31.02", { stopped }), "now");
    await queue.sendAll();
    expect(queue.state("action/title")).toEqual(stopped);
    await vi.waitFor(async () => expect((await storage.get("action/title"))?.value).toBe("31.02"));
    queue.put(typed("28.02"), "now");
    await settled(queue, "saved");
    expect(send.mock.calls.map(([sent]) => sent.value)).toEqual(["28.02"]);
  });

  it("keeps both values of a conflict until the person chooses", async () => {
    const conflict = {
      path: "title",
      yours: "Registru",
      theirs: "Arhivă",
      changedBy: "șef birou",
      changedAt: null,
    };
    const send = vi.fn<Send>(async () =>
      error({ code: "CONFLICT", currentVersion: 5, conflicts: [conflict] }),
    );
    const queue = queueWith(send);
    queue.put(typed("Registru"), "now");
    await settled(queue, "conflict");
    expect(queue.state("action/title")).toEqual({ kind: "conflict", conflict, currentVersion: 5 });
    await queue.drop("action/title");
    expect(await storage.all()).toEqual([]);
    expect(queue.summary().conflictCount).toBe(0);
  });
});
