import { type RefObject, useLayoutEffect, useRef } from "react";

/** Room for a glimpse of the neighbour, which tells that the row goes on. */
const glimpse = 32;

/** A row that scrolls sideways shows its current entry; the page itself stays where it is. */
export function useCurrentInSight<Row extends HTMLElement>(current: string | null): RefObject<Row | null> {
  const row = useRef<Row>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current entry moves the row
  useLayoutEffect(() => {
    const entry = row.current?.querySelector('[aria-current], [aria-expanded="true"]');
    if (!entry || row.current === null) return;
    const [own, around] = [entry.getBoundingClientRect(), row.current.getBoundingClientRect()];
    const [before, beyond] = [own.left - glimpse - around.left, own.right + glimpse - around.right];
    if (before < 0) row.current.scrollLeft += before;
    else if (beyond > 0) row.current.scrollLeft += beyond;
  }, [current]);
  return row;
}
