import { describe, expect, it } from "vitest";
import { follow } from "./socket";

describe("a stream", () => {
  it("starts again after the last event seen", () => {
    const payload = { query: "", variables: { planId: "p", after: "1" } as Record<string, unknown> };
    follow(payload, { planChanged: { cursor: "7", refetch: false } });
    expect(payload.variables).toEqual({ planId: "p", after: "7" });
  });

  it("without a cursor keeps its variables", () => {
    const payload = { query: "", variables: {} as Record<string, unknown> };
    follow(payload, { planPresence: [{ membership: {} }] });
    follow(payload, null);
    expect(payload.variables).toEqual({});
  });
});
