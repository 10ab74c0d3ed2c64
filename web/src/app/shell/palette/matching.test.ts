import { describe, expect, it } from "vitest";
import type { Command } from "./commands";
import { matching } from "./matching";

const commands: Command[] = [
  { id: "1", group: "pages", label: "Instituția", hint: "PS6", to: "/i/ps6" },
  { id: "2", group: "acts", label: "Invitați o persoană", hint: "PS6", to: "/i/ps6/admin/people?edit=new" },
  { id: "3", group: "places", label: "DGASPC6 Direcția socială", to: "/i/dgaspc6" },
];
const idsFor = (text: string) => matching(commands, text).map(({ id }) => id);

describe("what the palette finds by itself", () => {
  it("is blind to diacritics and capitals", () => {
    expect(idsFor("INSTITUTIA")).toEqual(["1"]);
    expect(idsFor("directia")).toEqual(["3"]);
    expect(idsFor("invitaţi")).toEqual(["2"]);
  });

  it("has every word, each as the beginning of one", () => {
    expect(idsFor("ps6 in")).toEqual(["1", "2"]);
    expect(idsFor("ersoan")).toEqual([]);
    expect(idsFor("  ")).toEqual(["1", "2", "3"]);
  });
});
