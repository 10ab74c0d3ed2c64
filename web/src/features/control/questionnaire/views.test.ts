import { renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { around, countOf, itemIn, markIn, marks, useMarked, viewIn } from "./views";

const place = (code: string, answer: string | null = null, isTakenOver = false) => ({
  answer,
  explanation: answer === "NO" ? null : "Registrul general",
  isTakenOver,
  answeredBy: answer === null ? null : { isViewer: answer === "YES" && !isTakenOver },
  criterion: { code },
});

describe("the address of a questionnaire", () => {
  it("names a view, a criterion and a filter; what it does not know is left out", () => {
    expect([
      viewIn({ view: "one" }),
      viewIn({ view: "check" }),
      viewIn({ view: "grid" }),
      viewIn({}),
    ]).toEqual(["one", "check", "table", "table"]);
    expect([itemIn({ item: "S09.2" }), itemIn({ item: "9.2" }), itemIn({ item: "S16.1" })]).toEqual([
      "9.2",
      "9.2",
      "16.1",
    ]);
    expect([markIn({ only: "no" }), markIn({ only: "maybe" })]).toEqual(["no", null]);
  });
});

describe("the filters", () => {
  const places = [place("1.1", "YES"), place("1.2", "NO"), place("1.3"), place("2.1", "YES", true)];

  it("count what they find", () => {
    expect(marks.map((mark) => countOf(places, mark))).toEqual([1, 1, 1, 1, 1]);
    const said = { ...place("1.1", "YES"), answeredBy: { isViewer: true } };
    expect([countOf([said], "unexplained"), countOf([said], "others")]).toEqual([0, 0]);
  });

  it("keep in its place what is answered while they are on", () => {
    const codes = (found: typeof places) => found.map(({ criterion }) => criterion.code);
    const { result, rerender } = renderHook(({ all, mark }) => useMarked(all, mark), {
      initialProps: { all: places, mark: "unanswered" as "unanswered" | null },
    });
    expect(codes(result.current)).toEqual(["1.3"]);
    const answered = places.map((one) => (one.answer === null ? place("1.3", "YES") : one));
    rerender({ all: answered, mark: "unanswered" });
    expect(codes(result.current)).toEqual(["1.3"]);
    rerender({ all: answered, mark: null });
    expect(result.current).toBe(answered);
    rerender({ all: answered, mark: "unanswered" });
    expect(result.current).toEqual([]);
  });

  it("lead from each criterion to those they found before and after it", () => {
    const found = [places[0], places[3]].filter((one) => one !== undefined);
    expect(around(places, found, "1.2")).toEqual({ before: "1.1", after: "2.1" });
    expect(around(places, places, "1.1")).toEqual({ before: null, after: "1.2" });
    expect(around(places, places, "2.1")).toEqual({ before: "1.3", after: null });
  });
});
