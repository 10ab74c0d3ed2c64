import { describe, expect, it } from "vitest";
import { partsOf } from "./difference";

describe("the difference of two texts", () => {
  it("marks the words that differ", () => {
    const [yours, theirs] = partsOf("Exemplar vechi la ghișeul 3", "Exemplar vechi la biroul 3");
    expect(yours.find(({ differs }) => differs)?.text).toBe("ghișeul");
    expect(theirs.find(({ differs }) => differs)?.text).toBe("biroul");
  });

  it("marks nothing in equal texts", () => {
    expect(partsOf("la fel", "la fel")).toEqual([
      [{ text: "la fel", differs: false }],
      [{ text: "la fel", differs: false }],
    ]);
  });

  it("marks a whole text against an empty one", () => {
    expect(partsOf("ceva", "")).toEqual([[{ text: "ceva", differs: true }], [{ text: "", differs: true }]]);
  });

  it("does not count a word twice", () => {
    const [one] = partsOf("a a", "a");
    expect(one.map(({ text }) => text).join("")).toBe("a a");
  });
});
