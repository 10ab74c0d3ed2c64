/** What others changed in the register while one looks at it. Values change in place; nothing moves unasked. */

export type Changes = {
  /** Risks and alerts to be outlined, by the time until when. */
  outlined: ReadonlyMap<string, number>;
  /** How many changes may have moved or added rows since the list was read. */
  newsCount: number;
};

export const noChanges: Changes = { outlined: new Map(), newsCount: 0 };
export const outlineMs = 2_000;

export type Event = { ids: string[]; isOwn: boolean };

export function withEvent(before: Changes, { ids, isOwn }: Event, now: number): Changes {
  if (isOwn || ids.length === 0) return before;
  const outlined = new Map(before.outlined);
  for (const id of ids) outlined.set(id, now + outlineMs);
  return { outlined, newsCount: before.newsCount + 1 };
}

/** Takes off outlines whose time is over. */
export function atTime(before: Changes, now: number): Changes {
  const left = [...before.outlined].filter(([, until]) => until > now);
  return left.length === before.outlined.size ? before : { ...before, outlined: new Map(left) };
}
