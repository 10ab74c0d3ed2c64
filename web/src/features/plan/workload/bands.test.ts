import { describe, expect, it } from "vitest";
import { bandOf } from "./bands";

describe("the bands of heat", () => {
  it.each([
    [0, 12, null],
    [1, 12, 1],
    [2, 12, 1],
    [3, 12, 2],
    [12, 12, 6],
    [1, 1, 6],
    [5, 0, null],
  ])("%i of at most %i lies in band %o", (value, most, band) => {
    expect(bandOf(value, most)).toBe(band);
  });
});
