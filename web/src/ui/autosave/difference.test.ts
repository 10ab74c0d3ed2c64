import { describe, expect, it } from "vitest";
import { inlineRuns, plainRuns } from "../text/inline";
import { partsOf, textOf } from "./difference";

const plain = (one: string, other: string) => partsOf(plainRuns(one), plainRuns(other));
const differing = (parts: ReturnType<typeof partsOf>[0]) =>
  textOf(parts.find(({ differs }) => differs)?.runs ?? []);

describe("the difference of two texts", () => {
  it("marks the words that differ", () => {
    const [yours, theirs] = plain("Exemplar vechi la ghișeul 3", "Exemplar vechi la biroul 3");
    expect(differing(yours)).toBe("ghișeul");
    expect(differing(theirs)).toBe("biroul");
  });

  it("marks nothing in equal texts", () => {
    const same = [{ runs: [{ text: "la fel" }], differs: false }];
    expect(plain("la fel", "la fel")).toEqual([same, same]);
  });

  it("marks a whole text against an empty one", () => {
    expect(plain("ceva", "")).toEqual([
      [{ runs: [{ text: "ceva" }], differs: true }],
      [{ runs: [], differs: true }],
    ]);
  });

  it("does not count a word twice", () => {
    const [one] = plain("a a", "a");
    expect(one.map(({ runs }) => textOf(runs)).join("")).toBe("a a");
  });

  it("is read without marks: emphasis stays emphasis, a link says where it leads", () => {
    const [yours, theirs] = partsOf(
      inlineRuns("Se predau **lunar**, vedeți [ghidul](https://a.ro)"),
      inlineRuns("Se predau **anual**, vedeți [ghidul](https://b.ro)"),
    );
    expect(yours[0]?.runs).toEqual([{ text: "Se predau " }]);
    expect(yours[1]?.runs[0]).toEqual({ text: "lunar", bold: true });
    expect(differing(yours)).toBe("lunar, vedeți ghidul (https://a.ro)");
    expect(differing(theirs)).toBe("anual, vedeți ghidul (https://b.ro)");
  });

  it("marks words that differ in emphasis only", () => {
    const [yours] = partsOf(
      inlineRuns("se predau **lunar** la arhivă"),
      inlineRuns("se predau lunar la arhivă"),
    );
    expect(differing(yours)).toBe("lunar");
  });

  it("keeps lists as lists", () => {
    expect(textOf(inlineRuns("Pași:\n\n- unu\n- *doi*\n\n3. trei"))).toBe("Pași:\n\n- unu\n- doi\n\n3. trei");
  });
});
