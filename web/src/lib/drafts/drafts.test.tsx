import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { session } from "../session/session";
import { readDraft, useDraft } from "./drafts";

let tests = 0;
let account = "";

beforeEach(() => {
  tests += 1;
  account = `account-${tests}`;
  session.set({
    status: "signedIn",
    account: { id: account, email: "", displayName: "", language: "RO", version: 1 } as never,
  });
});

describe("a draft", () => {
  it("comes back after the page was closed", async () => {
    const first = renderHook(() => useDraft({ key: "comment/1", label: "Comentariu" }));
    act(() => first.result.current[1]("Observația"));
    await waitFor(async () => expect(await readDraft(account, "comment/1")).toBe("Observația"));
    first.unmount();
    const second = renderHook(() => useDraft({ key: "comment/1", label: "Comentariu" }));
    await waitFor(() => expect(second.result.current[0]).toBe("Observația"));
  });

  it("is another one for another object", async () => {
    const first = renderHook(() => useDraft({ key: "comment/1", label: "Comentariu" }));
    act(() => first.result.current[1]("Observația"));
    const second = renderHook(() => useDraft({ key: "comment/2", label: "Comentariu" }));
    await waitFor(async () => expect(await readDraft(account, "comment/1")).toBe("Observația"));
    expect(second.result.current[0]).toBe("");
  });

  it("is gone once it was emptied", async () => {
    const { result } = renderHook(() => useDraft({ key: "comment/1", label: "Comentariu" }));
    act(() => result.current[1]("Observația"));
    act(() => result.current[1](""));
    await waitFor(async () => expect(await readDraft(account, "comment/1")).toBeUndefined());
  });
});
