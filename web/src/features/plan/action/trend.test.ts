import { describe, expect, it } from "vitest";
import { withChange } from "./trend";

describe("the trend of measured values", () => {
  it("is the difference to the value before, without binary remainders", () => {
    const changes = withChange([{ value: "0.3" }, { value: "0.1" }, { value: "12" }]).map(
      ({ change }) => change,
    );
    expect(changes).toEqual([0.2, -11.9, null]);
  });

  it("is none for a single value", () => {
    expect(withChange([{ value: "5" }])[0]?.change).toBeNull();
    expect(withChange([])).toEqual([]);
  });
});
