import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Block, parse, plainText } from "./parse";

const cases = JSON.parse(readFileSync("../tests/markup/cases.json", "utf8")) as {
  text: string;
  blocks: Block[];
}[];

describe("the marks of longer texts", () => {
  it.each(cases.map(({ text, blocks }) => [text.slice(0, 60), text, blocks] as const))(
    "%j",
    (_, text, blocks) => {
      expect(parse(text)).toEqual(blocks);
    },
  );

  it("are read in a moment, however they were meant", () => {
    const started = performance.now();
    for (const part of ["*a ", "[a](", "[", "**", "- a\n", "\\"]) parse(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("can be left out", () => {
    expect(plainText("**Scop**: [legea](https://a.ro)\n- *unu*\n- doi\n\n3. trei")).toBe(
      "Scop: legea\n\n- unu\n- doi\n\n3. trei",
    );
  });
});
