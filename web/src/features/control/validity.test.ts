import { expect, it } from "vitest";
import { validity } from "./validity";

it("holds from its first to its last day", () => {
  const period = { validFrom: "2026-03-01", validUntil: "2026-03-31" };
  const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
  expect(days.map((day) => validity(period, day))).toEqual(["upcoming", "inForce", "inForce", "ended"]);
  expect(validity({ ...period, validUntil: null }, "2030-01-01")).toBe("inForce");
  expect(validity({ ...period, isRevoked: true }, "2026-03-15")).toBe("revoked");
});
