import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { autosave } from "./autosave";
import { AutosaveQueue, type Send } from "./queue";
import { PendingStorage } from "./storage";
import { useAutosave } from "./useAutosave";

type Object = { version: number; value: string };
const document = { documentId: "sha256:1", text: "mutation M { m }" } as never;

let tests = 0;
let send: ReturnType<typeof vi.fn<Send>>;

beforeEach(() => {
  tests += 1;
  send = vi.fn<Send>(async () => ({ version: 9, error: null }));
  autosave.set(
    new AutosaveQueue({
      storage: new PendingStorage(`account-${tests}`),
      send,
      isOnline: () => true,
      exclusively: (work) => work(),
      now: () => new Date("2027-01-22T12:05:00Z"),
      delayMs: { typing: 20, retry: 20 },
    }),
  );
});

function field(initial: Object, check?: (value: string) => string | undefined) {
  return renderHook(
    ({ version, value }: Object) =>
      useAutosave<string>({
        object: { id: "action", version, tenantId: "tenant" },
        field: "title",
        value,
        document,
        place: { label: "A-1", href: "/" },
        kind: "text",
        check,
      }),
    { initialProps: initial },
  );
}

describe("a field that saves itself", () => {
  it("shows what others change while nobody types in it", () => {
    const { result, rerender } = field({ version: 1, value: "Registru" });
    rerender({ version: 2, value: "Registru unic" });
    expect(result.current.value).toBe("Registru unic");
  });

  it("is not overwritten while one types, and measures the conflict by what one saw", async () => {
    const { result, rerender } = field({ version: 1, value: "Registru" });
    act(() => result.current.change("Registru de"));
    rerender({ version: 2, value: "Arhivă" });
    expect(result.current.value).toBe("Registru de");
    act(() => result.current.change("Registru de intrare"));
    rerender({ version: 3, value: "Arhivă nouă" });
    expect(result.current.value).toBe("Registru de intrare");
    await waitFor(() => expect(send).toHaveBeenCalled());
    expect(send.mock.calls[0]?.[0]).toMatchObject({ value: "Registru de intrare", expectedVersion: 1 });
  });

  it("shows the server's value again after one has left it saved", async () => {
    const { result, rerender } = field({ version: 1, value: "Registru" });
    act(() => result.current.change("Registru unic"));
    await waitFor(() => expect(result.current.state?.kind).toBe("saved"));
    act(() => result.current.leave());
    rerender({ version: 10, value: "Registru unic, revizuit" });
    expect(result.current.value).toBe("Registru unic, revizuit");
  });

  it("keeps a value that is none in the field and sends nothing", async () => {
    const { result } = field({ version: 1, value: "22.01.2027" }, () => "Scrieți data ca zi, lună, an");
    act(() => result.current.change("31.02"));
    act(() => result.current.leave());
    await waitFor(() => expect(result.current.state?.kind).toBe("refused"));
    expect(result.current.value).toBe("31.02");
    expect(send).not.toHaveBeenCalled();
  });
});
