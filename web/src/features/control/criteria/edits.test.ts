import { describe, expect, it } from "vitest";
import {
  type Edits,
  editsIn,
  inputOf,
  isNothing,
  type Listed,
  linesOf,
  none,
  refusalsOf,
  tidied,
} from "./edits";

const listed = (code: string, more: Partial<Listed> = {}): Listed => ({
  code,
  labelRo: `Ce se cere la ${code}`,
  labelEn: `What ${code} asks`,
  standard: "S01",
  isOwn: false,
  ...more,
});
const list = [listed("1.1"), listed("1.2"), listed("1.3")];
const wording = (labelRo: string, was = listed("1.2")) => ({
  labelRo,
  labelEn: was.labelEn,
  was: { labelRo: was.labelRo, labelEn: was.labelEn },
});
const edits: Edits = {
  worded: { "1.2": wording("Consilier de etică numit") },
  retired: ["1.1"],
  added: [{ key: "new", standard: "S01", labelRo: "Declarații de avere", labelEn: "" }],
};

describe("a changed list of criteria", () => {
  it("shows changes in their place and sends what stays, by code", () => {
    const lines = linesOf(list, edits);
    expect(lines.map(({ key, isRetired }) => [key, isRetired])).toEqual([
      ["1.1", true],
      ["1.2", false],
      ["1.3", false],
      ["new", false],
    ]);
    expect(inputOf(lines)).toEqual([
      { code: "1.2", labelRo: "Consilier de etică numit", labelEn: "What 1.2 asks" },
      { code: "1.3", labelRo: "Ce se cere la 1.3", labelEn: "What 1.3 asks" },
      { standard: "S01", labelRo: "Declarații de avere", labelEn: null },
    ]);
  });

  it("tells what others wrote meanwhile and keeps what was typed", () => {
    const theirs = list.map((one) => (one.code === "1.2" ? { ...one, labelRo: "Altfel" } : one));
    const [, line] = linesOf(theirs, edits);
    expect(line).toMatchObject({ labelRo: "Consilier de etică numit", theirs: { labelRo: "Altfel" } });
    expect(linesOf(list, edits)[1]?.theirs).toBeNull();
  });

  it("finds the line of each refusal, past what is retired", () => {
    const refused = (path: string) => ({ path, code: "TOO_SHORT", message: path });
    const fields = ["criteria.0.labelRo", "criteria.2.labelEn", "criteria", "criteria.9.labelRo"].map(
      refused,
    );
    expect(refusalsOf(fields, linesOf(list, edits))).toEqual({
      at: { "1.2": { labelRo: "criteria.0.labelRo" }, new: { labelEn: "criteria.2.labelEn" } },
      whole: ["criteria", "criteria.9.labelRo"],
    });
  });

  it("lets go what changes nothing", () => {
    const empty = { key: "empty", standard: "S02", labelRo: " ", labelEn: "" };
    const idle: Edits = {
      worded: { "1.2": wording(listed("1.2").labelRo), "8.8": wording("Nu mai este pe listă") },
      retired: ["8.8"],
      added: [empty],
    };
    expect(tidied(list, idle)).toEqual(none);
    expect(isNothing(tidied(list, edits))).toBe(false);
  });

  it("is read from the device, or begun anew", () => {
    expect(editsIn(JSON.stringify(edits))).toEqual(edits);
    for (const text of ["", "{", "[]", "null"]) expect(editsIn(text), text).toEqual(none);
  });
});
