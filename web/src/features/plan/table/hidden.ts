import { type Search, textOf } from "../../../lib/routing/useSearchState";

/** Columns nobody asked for yet: there, but not in everybody's way. */
const hiddenAtFirst = ["unit", "start", "priority", "budget"];

/** The columns a view hides. `hide=none` hides nothing, which an empty value could not say. */
export function hiddenIn(search: Search): string[] {
  const text = textOf(search.hide);
  if (text === "") return hiddenAtFirst;
  return text === "none" ? [] : text.split(",");
}
