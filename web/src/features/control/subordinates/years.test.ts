import { expect, it } from "vitest";
import { yearsAround } from "./years";

it("offers this year, the one before and those with a self-assessment, the newest first", () => {
  expect(yearsAround(2024, [2025, 2023], "2026-11-23")).toEqual([2026, 2025, 2024, 2023]);
  expect(yearsAround(2026, [], "2026-11-23")).toEqual([2026, 2025]);
});
