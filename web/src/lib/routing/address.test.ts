import { expect, it } from "vitest";
import { addressOf } from "./address";

it("leads to each thing of the self-assessment, as far as is known of it", () => {
  const questionnaire = { id: "q", campaign: { year: 2026 } };
  const places: [Parameters<typeof addressOf>[0], string][] = [
    [{ __typename: "ControlCampaign", id: "c", year: 2026 }, "/i/ps6/control?year=2026"],
    [{ __typename: "ControlCampaign", id: "c" }, "/i/ps6/control"],
    [{ __typename: "ControlQuestionnaire", ...questionnaire }, "/i/ps6/control/2026/questionnaires/q"],
    [{ __typename: "ControlQuestionnaire", id: "q" }, "/i/ps6/control"],
    [
      { __typename: "CriterionAnswer", id: "a", questionnaire, criterion: { code: "9.2" } },
      "/i/ps6/control/2026/questionnaires/q?item=9.2",
    ],
    [{ __typename: "CriterionAnswer", id: "a" }, "/i/ps6/control"],
    [{ __typename: "AnnualControlReport", id: "r", campaign: { year: 2026 } }, "/i/ps6/control/2026/report"],
    [{ __typename: "ControlTemplate", id: "t" }, "/i/ps6/control/criteria"],
    [{ __typename: "CafAssessment", id: "f" }, "/i/ps6/caf/f"],
    [{ __typename: "Comment", id: "x" }, "/i/ps6"],
  ];
  for (const [subject, address] of places) expect(addressOf(subject, "ps6")).toBe(address);
});
