import { describe, expect, it } from "vitest";
import { addLink, type Edit, nextItem, type Selected, toggleList, toggleMark } from "./edit";

/** What is selected stands between bars: `un |cuvânt| aici`. */
function read(shown: string): Selected {
  const start = shown.indexOf("|");
  return { text: shown.replaceAll("|", ""), start, end: shown.lastIndexOf("|") - 1 };
}

function after({ text }: Selected, { from, to, replacement, start, end }: Edit): string {
  const next = text.slice(0, from) + replacement + text.slice(to);
  return `${next.slice(0, start)}|${next.slice(start, end)}|${next.slice(end)}`;
}

describe("bold and italic", () => {
  it.each([
    ["un |cuvânt| aici", "**", "un **|cuvânt|** aici"],
    ["un **|cuvânt|** aici", "**", "un |cuvânt| aici"],
    ["un |cuvânt | aici", "**", "un **|cuvânt|**  aici"],
    ["un |cuvânt|", "*", "un *|cuvânt|*"],
    ["un *|cuvânt|*", "*", "un |cuvânt|"],
    ["un **|cuvânt|**", "*", "un ***|cuvânt|***"],
    ["un ***|cuvânt|***", "*", "un **|cuvânt|**"],
    ["un ***|cuvânt|***", "**", "un *|cuvânt|*"],
    ["gol ||", "**", "gol **||**"],
  ] as const)("%s %s", (shown, mark, wanted) => {
    const selected = read(shown);
    expect(after(selected, toggleMark(selected, mark))).toBe(wanted);
  });
});

describe("lists", () => {
  it.each([
    ["unu\n|doi\ntrei|", "bullets", "unu\n|- doi\n- trei|"],
    ["|- doi\n- trei|", "bullets", "|doi\ntrei|"],
    ["|- doi\n- trei|", "numbers", "|1. doi\n2. trei|"],
    ["un rând ||", "numbers", "1. un rând ||"],
    ["||", "bullets", "- ||"],
    ["|a\n\nb|", "numbers", "|1. a\n\n2. b|"],
  ] as const)("%s %s", (shown, kind, wanted) => {
    const selected = read(shown);
    expect(after(selected, toggleList(selected, kind))).toBe(wanted);
  });
});

describe("links", () => {
  it.each([
    ["vezi |legea|", "vezi [legea](|https://|)"],
    ["vezi ||", "vezi [text](|https://|)"],
    ["vezi |https://a.ro|", "vezi [|text|](https://a.ro)"],
    ["|art. [1]|", "[art. \\[1\\]](|https://|)"],
  ])("%s", (shown, wanted) => {
    const selected = read(shown);
    expect(after(selected, addLink(selected, "text"))).toBe(wanted);
  });
});

describe("the line after", () => {
  it.each([
    ["- unu||", "- unu\n- ||"],
    ["9. nouă||", "9. nouă\n10. ||"],
    ["- unu\n- ||", "- unu\n||"],
  ])("%j", (shown, wanted) => {
    const selected = read(shown);
    const edit = nextItem(selected);
    expect(edit && after(selected, edit)).toBe(wanted);
  });

  it("is a plain one after a plain line", () => {
    expect(nextItem(read("unu||"))).toBeNull();
  });
});
