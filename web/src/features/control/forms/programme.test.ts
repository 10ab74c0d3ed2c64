import { expect, it } from "vitest";
import { ofProgramme } from "./programme";

const plan = (periodStart: string, periodEnd: string, status = "ACTIVE") => ({
  status,
  periodStart,
  periodEnd,
});

it("takes the programmes of the year and of the next one, the newest first, and none that was given up", () => {
  const plans = [
    plan("2024-01-01", "2024-12-31"),
    plan("2025-06-01", "2026-05-31"),
    plan("2026-12-01", "2027-11-30"),
    plan("2027-01-01", "2027-12-31"),
    plan("2026-01-01", "2026-12-31", "CANCELLED"),
  ];
  expect(ofProgramme(plans, 2025).map(({ periodStart }) => periodStart)).toEqual([
    "2026-12-01",
    "2025-06-01",
  ]);
});
