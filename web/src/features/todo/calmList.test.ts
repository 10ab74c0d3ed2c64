import { describe, expect, it } from "vitest";
import { settle } from "./calmList";

const at = new Date("2027-01-22T12:05:00Z");
const row = (id: string, title = id) => ({ id, title });

describe("the calm list", () => {
  it("shows what the server said first", () => {
    const { shown, waitingCount } = settle(null, [row("a"), row("b")], at);
    expect(shown.map(({ row: { id } }) => id)).toEqual(["a", "b"]);
    expect(waitingCount).toBe(0);
  });

  it("keeps the order and lets new rows wait", () => {
    const before = settle(null, [row("a"), row("b")], at).shown;
    const { shown, waitingCount } = settle(before, [row("new"), row("b", "changed"), row("a")], at);
    expect(shown.map(({ row: { id } }) => id)).toEqual(["a", "b"]);
    expect(shown[1]?.row.title).toBe("changed");
    expect(waitingCount).toBe(1);
  });

  it("keeps a finished row with the time it was noticed, and takes it back when it returns", () => {
    const before = settle(null, [row("a")], at).shown;
    const gone = settle(before, [], at).shown;
    expect(gone[0]?.resolvedAt).toEqual(at);
    const later = settle(gone, [], new Date("2027-01-22T13:00:00Z")).shown;
    expect(later[0]?.resolvedAt).toEqual(at);
    expect(settle(later, [row("a")], at).shown[0]?.resolvedAt).toBeNull();
  });
});
