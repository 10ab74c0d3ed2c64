/** The three views of a questionnaire, and what its criteria are filtered by. */
import { useRef } from "react";
import { type Search, textOf } from "../../../lib/routing/useSearchState";

export const views = ["one", "table", "check"] as const;
export type View = (typeof views)[number];

/** The view of the address; the whole list unless it names another. */
export function viewIn(search: Search): View {
  return views.find((view) => view === textOf(search.view)) ?? "table";
}

export const marks = ["unanswered", "unexplained", "no", "toConfirm", "others"] as const;
export type Mark = (typeof marks)[number];

export function markIn(search: Search): Mark | null {
  return marks.find((mark) => mark === textOf(search.only)) ?? null;
}

/** The code of the criterion of the address; `S09.2` is what people write for 9.2. */
export function itemIn(search: Search): string {
  return textOf(search.item).replace(/^S0?(?=\d)/i, "");
}

type Marked = {
  answer: string | null;
  explanation: string | null;
  isTakenOver: boolean;
  answeredBy: { isViewer: boolean } | null;
};
type Place = Marked & { criterion: { code: string } };

export function hasMark({ answer, explanation, isTakenOver, answeredBy }: Marked, mark: Mark): boolean {
  switch (mark) {
    case "unanswered":
      return answer === null;
    case "unexplained":
      return answer !== null && explanation === null;
    case "no":
      return answer === "NO";
    case "toConfirm":
      return isTakenOver;
    // What was taken over nobody has said yet this year.
    case "others":
      return answeredBy !== null && !answeredBy.isViewer && !isTakenOver;
  }
}

export function countOf(places: Marked[], mark: Mark): number {
  return places.filter((place) => hasMark(place, mark)).length;
}

/** The criteria a filter showed when it was chosen: what one answers meanwhile stays where it is. */
export function useMarked<One extends Place>(places: One[], mark: Mark | null): One[] {
  const kept = useRef<{ mark: Mark; codes: Set<string> } | null>(null);
  if (mark === null) {
    kept.current = null;
    return places;
  }
  if (kept.current?.mark !== mark) {
    const codes = places.filter((place) => hasMark(place, mark)).map(({ criterion }) => criterion.code);
    kept.current = { mark, codes: new Set(codes) };
  }
  const { codes } = kept.current;
  return places.filter(({ criterion }) => codes.has(criterion.code));
}

type Around = { before: string | null; after: string | null };

/** What stands before and after a criterion, among those shown. */
export function around(places: Place[], shown: Place[], code: string): Around {
  const order = places.map(({ criterion }) => criterion.code);
  const at = order.indexOf(code);
  const codes = shown.map(({ criterion }) => criterion.code);
  return {
    before: codes.findLast((one) => order.indexOf(one) < at) ?? null,
    after: codes.find((one) => order.indexOf(one) > at) ?? null,
  };
}
