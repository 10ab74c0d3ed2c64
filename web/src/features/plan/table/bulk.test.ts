import { describe, expect, it } from "vitest";
import { inParts, runInParts, waysBack } from "./bulk";

describe("a change of many actions", () => {
  it("goes in parts the server takes", () => {
    expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inParts([])).toEqual([]);
  });

  it("adds up what was changed and what was refused", async () => {
    const changes = Array.from({ length: 101 }, (_, at) => ({ id: `a${at}`, expectedVersion: 1 }));
    const sizes: number[] = [];
    const outcome = await runInParts(changes, async (part) => {
      sizes.push(part.length);
      const [first, ...rest] = part;
      return {
        changed: rest.map(({ id }) => ({ id, version: 2 })),
        refused: [{ id: first?.id ?? "", code: "FORBIDDEN", message: "" }],
      };
    });
    expect(sizes).toEqual([100, 1]);
    expect([outcome.changed.length, outcome.refused.length]).toEqual([99, 2]);
  });

  it("goes back value by value, only where something changed", () => {
    const chosen = [
      { id: "a", version: 1, before: "2027-01-01" },
      { id: "b", version: 4, before: "2027-01-01" },
      { id: "c", version: 1, before: null },
      { id: "refused", version: 1, before: null },
    ];
    const changed = [
      { id: "a", version: 2 },
      { id: "b", version: 5 },
      { id: "c", version: 2 },
    ];
    expect(waysBack(chosen, changed)).toEqual([
      {
        value: "2027-01-01",
        changes: [
          { id: "a", expectedVersion: 2 },
          { id: "b", expectedVersion: 5 },
        ],
      },
      { value: null, changes: [{ id: "c", expectedVersion: 2 }] },
    ]);
  });
});
