import { expect, it } from "vitest";
import { coverageOf, inventoried } from "./procedures";

const activity = (code: string, more: object = {}) => ({
  code,
  title: `Activitatea ${code}`,
  isProcedural: true,
  procedureApprovedOn: null as string | null,
  isRetired: false,
  unit: { id: "u1" },
  ...more,
});

it("counts only an approved procedure", () => {
  expect(coverageOf(activity("1"))).toBe("missing");
  expect(coverageOf(activity("1", { procedureApprovedOn: "2026-05-01" }))).toBe("covered");
  expect(coverageOf(activity("1", { isProcedural: false }))).toBe("notNeeded");
});

it("leaves what is in use and what the filter asks for", () => {
  const all = [
    activity("1.1.1"),
    activity("1.1.2", { procedureApprovedOn: "2026-05-01", unit: { id: "u2" } }),
    activity("1.1.3", { isRetired: true }),
  ];
  const codes = (given: { code: string }[]) => given.map(({ code }) => code);
  expect(codes(inventoried(all))).toEqual(["1.1.1", "1.1.2"]);
  expect(codes(inventoried(all, { unitIds: ["u2"], chosen: [], text: "" }))).toEqual(["1.1.2"]);
  expect(codes(inventoried(all, { unitIds: [], chosen: ["missing"], text: "activitatea" }))).toEqual([
    "1.1.1",
  ]);
});
