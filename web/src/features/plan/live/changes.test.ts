import { describe, expect, it } from "vitest";
import { atTime, type Event, noChanges, settled, withEvent } from "./changes";

const event = (over: Partial<Event>): Event => ({
  kind: "plan_action_updated",
  actionId: "a",
  deletedActionId: null,
  isOwn: false,
  refetch: false,
  ...over,
});
const told = (...events: Partial<Event>[]) =>
  events.reduce((changes, one) => withEvent(changes, event(one), 1_000), noChanges);

describe("changes of others", () => {
  it("outline a row for two seconds and remember that it may stand elsewhere", () => {
    const changes = told({});
    expect([...changes.outlined]).toEqual([["a", 3_000]]);
    expect([...changes.moved]).toEqual(["a"]);
    expect(atTime(changes, 2_999)).toBe(changes);
    expect(atTime(changes, 3_000).outlined.size).toBe(0);
    expect([...atTime(changes, 3_000).moved]).toEqual(["a"]);
  });

  it("say nothing about the reader's own deeds, about watching and about the plan itself", () => {
    expect(told({ isOwn: true })).toBe(noChanges);
    expect(told({ kind: "plan_action_watched" })).toBe(noChanges);
    expect(told({ actionId: null, kind: "plan_updated" })).toBe(noChanges);
  });

  it("let new rows wait", () => {
    const changes = told({ kind: "plan_action_created", actionId: "new" }, { actionId: "new" });
    expect([...changes.arrived]).toEqual(["new"]);
    expect(changes.moved.size).toBe(0);
  });

  it("take a deleted row away wherever it was", () => {
    const changes = told(
      { actionId: "a" },
      { kind: "plan_action_created", actionId: "b" },
      { kind: "plan_action_deleted", actionId: null, deletedActionId: "a" },
      { kind: "plan_action_deleted", actionId: null, deletedActionId: "b" },
    );
    expect([changes.outlined.size, changes.moved.size, changes.arrived.size]).toEqual([0, 0, 0]);
    expect([...changes.deleted]).toEqual(["a", "b"]);
  });

  it("are settled once the list was read again, outlines stay for their time", () => {
    const changes = settled(told({}, { kind: "plan_action_created", actionId: "b" }));
    expect([changes.outlined.size, changes.moved.size, changes.arrived.size]).toEqual([1, 0, 0]);
  });
});
