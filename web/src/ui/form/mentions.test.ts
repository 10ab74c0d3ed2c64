import { describe, expect, it } from "vitest";
import { matching, mentionAt, mentionedIn, partsWithMentions, withMention } from "./mentions";

const people = [
  { id: "1", label: "șef serviciu, Juridic" },
  { id: "2", label: "șef serviciu, Juridic și Contencios" },
  { id: "3", label: "managerul calității" },
];

describe("a mention", () => {
  it.each([
    ["Salut @", 7, { start: 6, wanted: "" }],
    ["Salut @șef ser", 14, { start: 6, wanted: "șef ser" }],
    ["@man", 4, { start: 0, wanted: "man" }],
    ["nume@primarie.ro", 16, null],
    ["@șef\nalt rând", 13, null],
  ])("in %s at %i is %o", (text, caret, expected) => {
    expect(mentionAt(text, caret)).toEqual(expected);
  });

  it("finds people without diacritics", () => {
    expect(matching(people, "sef").map(({ id }) => id)).toEqual(["1", "2"]);
    expect(matching(people, "calitatii").map(({ id }) => id)).toEqual(["3"]);
  });

  it("takes the place of what was typed", () => {
    expect(withMention("Salut @man azi", 10, 6, "managerul calității")).toEqual({
      text: "Salut @managerul calității azi",
      caret: 27,
    });
  });

  it("is counted once, and the longer function is not the shorter one", () => {
    expect(mentionedIn("@șef serviciu, Juridic și Contencios vedeți", people)).toEqual(["2"]);
    expect(mentionedIn("@managerul calității @managerul calității", people)).toEqual(["3"]);
    expect(mentionedIn("fără", people)).toEqual([]);
  });

  it("stands out in the text", () => {
    expect(partsWithMentions("Da, @managerul calității!", ["managerul calității"])).toEqual([
      { text: "Da, ", isMention: false },
      { text: "@managerul calității", isMention: true },
      { text: "!", isMention: false },
    ]);
  });
});
