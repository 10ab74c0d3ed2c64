import { describe, expect, it } from "vitest";
import { isCounted, statusIn } from "./statusIn";

describe("the status of a standard in a compartment", () => {
  it("follows from its answers as in the order", () => {
    expect(statusIn(["YES", "YES"])).toBe("I");
    expect(statusIn(["YES", "NOT_APPLICABLE"])).toBe("I");
    expect(statusIn(["NO", "NO"])).toBe("NI");
    expect(statusIn(["YES", "NO"])).toBe("PI");
    expect(statusIn(["NOT_APPLICABLE", "NOT_APPLICABLE"])).toBe("NA");
    expect(statusIn(["YES", null])).toBe("PENDING");
  });

  it("counts as applicable where it has a status", () => {
    expect(
      (["I", "PI", "NI", "NA", "PENDING"] as const).filter((one) => isCounted(one, "APPLICABLE")),
    ).toEqual(["I", "PI", "NI"]);
    expect(isCounted("NA", "NA")).toBe(true);
    expect(isCounted("I", "PI")).toBe(false);
  });
});
