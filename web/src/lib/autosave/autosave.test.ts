import { beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "../session/session";
import { autosave, startAutosave } from "./autosave";
import type { Pending } from "./storage";

const account = (id: string) => ({ id, email: "", displayName: "", language: "RO" as const });
const { mutation } = vi.hoisted(() => ({
  mutation: vi.fn(() => ({ toPromise: async () => ({ data: { x: { id: "action", version: 2 } } }) })),
}));
vi.mock("../api/client", () => ({ client: { get: () => ({ mutation }) }, clientReady: async () => {} }));

const typed: Pending = {
  key: "action/title",
  tenantId: "tenant",
  place: { label: "A-1", href: "/i/ps6/actions/action" },
  shown: "Registru",
  document: { id: "sha256:1", text: "mutation M { m }" },
  objectId: "action",
  field: "title",
  value: "Registru",
  expectedVersion: 1,
  changedAt: "2027-01-22T12:05:00Z",
  stopped: null,
};

beforeEach(() => mutation.mockClear());

describe("the queue and its account", () => {
  it("sends nothing under another name, and all of it when the first person is back", async () => {
    startAutosave();
    session.set({ status: "unreachable", account: account("first") });
    autosave.get()?.put(typed, "now");
    const first = autosave.get();
    await vi.waitFor(() => expect(first?.state("action/title")?.kind).toBe("waiting"));

    session.set({ status: "signedIn", account: account("second") });
    await first?.sendAll();
    await autosave.get()?.sendAll();
    expect(autosave.get()?.entries()).toEqual([]);
    expect(mutation).not.toHaveBeenCalled();

    session.set({ status: "signedIn", account: account("first") });
    await vi.waitFor(() => expect(mutation).toHaveBeenCalledTimes(1));
    await vi.waitFor(() => expect(autosave.get()?.entries()).toEqual([]));
  });

  it("sends what is more than one field as it stands", async () => {
    session.set({ status: "signedIn", account: account("third") });
    startAutosave();
    const input = { id: "consensus", round: 2, scores: [{ panel: "PLAN", points: 48 }] };
    autosave.get()?.put({ ...typed, key: "consensus/vote", field: "vote", value: null, input }, "now");
    await vi.waitFor(() => expect(mutation).toHaveBeenCalledTimes(1));
    expect(mutation.mock.calls[0]?.at(1)).toEqual({ input });
  });
});
