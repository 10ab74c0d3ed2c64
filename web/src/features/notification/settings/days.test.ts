import { expect, it } from "vitest";
import { daysText, readDays } from "./days";

it("reads what it shows and what people type, and nothing else", () => {
  expect(readDays(daysText([5, 1]))).toEqual([5, 1]);
  expect(readDays(" 10;5  1 ")).toEqual([10, 5, 1]);
  expect(readDays("")).toEqual([]);
  for (const typed of ["cinci", "1.5", "-1", "5 zile"]) expect(readDays(typed)).toBeUndefined();
});
