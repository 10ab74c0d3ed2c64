import { describe, expect, it } from "vitest";
import { atTime, noChanges, outlineMs, withEvent } from "./changes";

describe("changes of others in the register", () => {
  it("are outlined for a moment and counted until they are shown", () => {
    const after = withEvent(noChanges, { ids: ["R1"], isOwn: false }, 1_000);
    expect([...after.outlined.keys()]).toEqual(["R1"]);
    expect(after.newsCount).toBe(1);
    expect(atTime(after, 1_000 + outlineMs - 1)).toBe(after);
    expect(atTime(after, 1_000 + outlineMs)).toEqual({ outlined: new Map(), newsCount: 1 });
  });

  it("leave out what the reader did and what is about no risk", () => {
    expect(withEvent(noChanges, { ids: ["R1"], isOwn: true }, 0)).toBe(noChanges);
    expect(withEvent(noChanges, { ids: [], isOwn: false }, 0)).toBe(noChanges);
  });
});
