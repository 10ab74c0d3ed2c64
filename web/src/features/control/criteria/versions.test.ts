import { expect, it } from "vitest";
import { criteriaOf, versionsOf } from "./versions";

it("lists the versions, the newest first, with the years that were asked by them", () => {
  const templates = [1, 3, 2].map((number) => ({ id: `t${number}`, number }));
  const campaigns = [
    { year: 2026, template: { id: "t2" } },
    { year: 2025, template: { id: "t1" } },
    { year: 2024, template: { id: "t1" } },
  ];
  expect(versionsOf(templates, campaigns)).toEqual([
    { id: "t3", number: 3, years: [] },
    { id: "t2", number: 2, years: [2026] },
    { id: "t1", number: 1, years: [2024, 2025] },
  ]);
  expect(versionsOf([], campaigns)).toEqual([]);
});

it("shows the criteria of a version by standard, and those of the catalogue before the first", () => {
  const question = { code: "1.1", labelRo: "Cod de conduită", labelEn: "Code of conduct" };
  const standard = { code: "S01", number: 1, titleRo: "Etica", titleEn: "Ethics" };
  const own = { ...question, code: "1.4", isOwn: true, standard: { code: "S01" } };
  const standards = [{ ...standard, questions: [question] }];
  expect(criteriaOf(null, standards)).toEqual([{ ...question, isOwn: false, standard }]);
  expect(criteriaOf({ criteria: [own] }, standards)).toEqual([{ ...own, standard }]);
});
