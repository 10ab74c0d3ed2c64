import { expect, it } from "vitest";
import { gapsOf } from "./measures";

it("measures are for what is not implemented, and for the standard somebody asks about", () => {
  const row = (code: string, status: string) => ({ standard: { code }, status });
  const rows = [
    row("S01", "IMPLEMENTED"),
    row("S02", "PARTIALLY_IMPLEMENTED"),
    row("S03", "NOT_IMPLEMENTED"),
    row("S04", "NOT_APPLICABLE"),
  ];
  const codes = (asked: string) => gapsOf(rows, asked).map(({ standard }) => standard.code);
  expect(codes("")).toEqual(["S02", "S03"]);
  expect(codes("S01")).toEqual(["S01", "S02", "S03"]);
});
