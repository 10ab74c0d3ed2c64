import { describe, expect, it } from "vitest";
import { byStandard, focusCriterion, missingOf, nextIncomplete, standardStatus } from "./completing";

describe("a criterion", () => {
  const said = { answer: "YES", explanation: "Codul de conduită", isTakenOver: false };

  it("lacks the answer first, then its explanation, then the confirmation", () => {
    expect(missingOf({ ...said, answer: null, explanation: null })).toBe("answer");
    expect(missingOf({ ...said, explanation: null, isTakenOver: true })).toBe("explanation");
    expect(missingOf({ ...said, isTakenOver: true })).toBe("confirmation");
    expect(missingOf(said)).toBeNull();
  });
});

describe("the next incomplete criterion", () => {
  const places = (...complete: boolean[]) =>
    complete.map((isComplete, at) => ({ isComplete, criterion: { code: `1.${at + 1}` } }));

  it("comes after the one that was left, and begins again at the end", () => {
    expect(nextIncomplete(places(false, true, false), "")).toBe("1.1");
    expect(nextIncomplete(places(false, true, false), "1.1")).toBe("1.3");
    expect(nextIncomplete(places(false, true, false), "1.3")).toBe("1.1");
    expect(nextIncomplete(places(false, true), "9.9")).toBe("1.1");
  });

  it("is the same one while it is the only one, and none when all are complete", () => {
    expect(nextIncomplete(places(true, false), "1.2")).toBe("1.2");
    expect(nextIncomplete(places(true, true), "1.1")).toBeNull();
  });
});

describe("the questionnaire", () => {
  it("goes by standards in the order of the list", () => {
    const place = (code: string, number: number) => ({ criterion: { code, standard: { number } } });
    const groups = byStandard([place("1.1", 1), place("1.2", 1), place("2.1", 2)]);
    expect(groups.map((group) => group.map(({ criterion }) => criterion.code))).toEqual([
      ["1.1", "1.2"],
      ["2.1"],
    ]);
  });

  it("leads to what a criterion waits for", () => {
    document.body.innerHTML = `<fieldset id="criterion-1.1" tabindex="-1" data-missing="explanation">
      <input type="radio" checked><textarea></textarea></fieldset>
      <fieldset id="criterion-1.2" tabindex="-1"></fieldset>`;
    focusCriterion("1.1");
    expect(document.activeElement?.tagName).toBe("TEXTAREA");
    focusCriterion("1.2");
    expect(document.activeElement?.id).toBe("criterion-1.2");
    focusCriterion("7.7");
    expect(document.activeElement?.id).toBe("criterion-1.2");
  });
});

describe("the status of a standard in a compartment", () => {
  const of = (...answers: (string | null)[]) =>
    standardStatus(answers.map((answer) => ({ answer, isTakenOver: false })));

  it("follows from the answers that apply", () => {
    expect(of("YES", "NOT_APPLICABLE")).toBe("IMPLEMENTED");
    expect(of("YES", "NO")).toBe("PARTIALLY_IMPLEMENTED");
    expect(of("NO", "NOT_APPLICABLE")).toBe("NOT_IMPLEMENTED");
    expect(of("NOT_APPLICABLE")).toBe("NOT_APPLICABLE");
  });

  it("waits for every answer and for its confirmation", () => {
    expect(of("YES", null)).toBeNull();
    expect(standardStatus([{ answer: "YES", isTakenOver: true }])).toBeNull();
  });
});
