import { expect, test } from "vitest";
import { nameOf } from "./download";

test("a file has the name the server gave it, else the end of its address", () => {
  const header = "attachment; filename=\"PI_2026.pdf\"; filename*=UTF-8''PI-2026%20ciorn%C4%83.pdf";
  expect(nameOf(header, "/exports/plan.pdf?plan=x")).toBe("PI-2026 ciornă.pdf");
  expect(nameOf(null, "/imports/UNITS.xlsx?x=1")).toBe("UNITS.xlsx");
});
