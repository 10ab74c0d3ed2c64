import { expect, it } from "vitest";
import { questionnaireBefore } from "./saidBefore";

it("finds the questionnaire of the same compartment in the newest year before", () => {
  const of = (year: number, ...units: string[]) => ({
    year,
    questionnaires: units.map((id) => ({ id: `${id}-${year}`, unit: { id } })),
  });
  const years = [of(2026, "legal"), of(2023, "legal", "archive"), of(2025, "archive"), of(2024, "legal")];
  expect(questionnaireBefore(years, 2026, "legal")).toEqual({ id: "legal-2024", year: 2024 });
  expect(questionnaireBefore(years, 2026, "archive")).toEqual({ id: "archive-2025", year: 2025 });
  expect(questionnaireBefore(years, 2023, "legal")).toBeNull();
});
