import { useEffect, useState } from "react";
import type { PageResult } from "./pageQuery";

type PageInfo = { hasNextPage: boolean; endCursor: string | null };

export type WholeList = {
  isWhole: boolean;
  /** The cursor after which no page came; null while they come. */
  stoppedAt: string | null;
  /** Goes on where it stopped. */
  again: () => void;
};

/**
 * Reads a list of a page to its end while all of it is wanted, for a filter that the server does not know. Until then
 * what is not found may still be there.
 */
export function useWholeList(
  isWanted: boolean,
  { hasNextPage, endCursor }: PageInfo,
  more: PageResult<unknown>["more"],
): WholeList {
  const [triedAt, setTriedAt] = useState<string | null>(null);
  const isStopped = hasNextPage && triedAt === endCursor;

  useEffect(() => {
    if (!isWanted || !hasNextPage || isStopped) return;
    // The page came when the list has another end by then.
    void more(endCursor).then(() => setTriedAt(endCursor));
  }, [isWanted, hasNextPage, endCursor, isStopped, more]);

  return { isWhole: !hasNextPage, stoppedAt: isStopped ? triedAt : null, again: () => setTriedAt(null) };
}
