import { expect, it } from "vitest";
import { versionsOf } from "./versions";

it("lists each version once, the newest first, with its years in order", () => {
  const [first, second] = [
    { id: "a", number: 1 },
    { id: "b", number: 2 },
  ];
  const campaigns = [
    { year: 2026, template: second },
    { year: 2025, template: first },
    { year: 2024, template: first },
  ];
  expect(versionsOf(campaigns as { year: number; template: { id: string; number: number } }[])).toEqual([
    { id: "b", number: 2, years: [2026] },
    { id: "a", number: 1, years: [2024, 2025] },
  ]);
  expect(versionsOf([])).toEqual([]);
});
