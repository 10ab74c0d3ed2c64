import { describe, expect, it } from "vitest";
import { clockOf, secondsLeft, spokenAt } from "./time";

const now = Date.parse("2027-01-22T12:05:00Z");

describe("the time of a talk", () => {
  it("runs to its end and not beyond", () => {
    const talk = { discussionEndsAt: "2027-01-22T12:08:40Z", discussionLeft: null };
    expect(secondsLeft(talk, now)).toBe(220);
    expect(secondsLeft(talk, now + 1_000_000)).toBe(0);
  });

  it("stands still while it is paused, and is none when none is set", () => {
    expect(secondsLeft({ discussionEndsAt: null, discussionLeft: 90 }, now)).toBe(90);
    expect(secondsLeft({ discussionEndsAt: null, discussionLeft: null }, now)).toBeNull();
  });

  it("is written as minutes and seconds, also above an hour", () => {
    expect(clockOf(220)).toBe("03:40");
    expect(clockOf(0)).toBe("00:00");
    expect(clockOf(3_725)).toBe("62:05");
  });

  it("is spoken in the last minute and at the end only, also when seconds were missed", () => {
    expect(spokenAt(61, 60)).toBe("minute");
    expect(spokenAt(75, 58)).toBe("minute");
    expect(spokenAt(60, 59)).toBeNull();
    expect(spokenAt(1, 0)).toBe("over");
    expect(spokenAt(90, 0)).toBe("over");
    expect(spokenAt(0, 0)).toBeNull();
    expect(spokenAt(60, 180)).toBeNull();
  });
});
