/** What a page has to tell about changes of others. Values change in place by themselves; nothing moves unasked. */

/** One event of the stream, as far as a list needs it. */
export type Event = {
  kind: string;
  actionId: string | null;
  deletedActionId: string | null;
  /** Whether the reader did it: no need to tell. */
  isOwn: boolean;
  /** Too much was missed: everything is read again. */
  refetch: boolean;
};

export type Changes = {
  /** Rows to be outlined, by the time until when. */
  outlined: ReadonlyMap<string, number>;
  /** Rows whose place in the order may have changed, until the list is ordered again. */
  moved: ReadonlySet<string>;
  /** New rows, until they are asked for. */
  arrived: ReadonlySet<string>;
  deleted: ReadonlySet<string>;
};

export const noChanges: Changes = {
  outlined: new Map(),
  moved: new Set(),
  arrived: new Set(),
  deleted: new Set(),
};

export const outlineMs = 2_000;

/** Kinds that change neither a row nor its place. */
const silent = new Set([
  "plan_action_watched",
  "plan_action_unwatched",
  "plan_action_comments_read",
  ...["created", "updated", "removed", "restored", "linked", "unlinked"].map((act) => `evidence_${act}`),
  ...["added", "removed", "restored"].map((act) => `evidence_file_${act}`),
]);

export function withEvent(before: Changes, event: Event, now: number): Changes {
  if (event.deletedActionId !== null) {
    const id = event.deletedActionId;
    return {
      outlined: without(before.outlined, id),
      moved: less(before.moved, id),
      arrived: less(before.arrived, id),
      deleted: more(before.deleted, id),
    };
  }
  if (event.actionId === null || event.isOwn || silent.has(event.kind)) return before;
  if (event.kind === "plan_action_created") {
    return { ...before, arrived: more(before.arrived, event.actionId) };
  }
  return {
    ...before,
    outlined: new Map(before.outlined).set(event.actionId, now + outlineMs),
    moved: before.arrived.has(event.actionId) ? before.moved : more(before.moved, event.actionId),
  };
}

/** Takes off outlines whose time is over. */
export function atTime(before: Changes, now: number): Changes {
  const left = [...before.outlined].filter(([, until]) => until > now);
  return left.length === before.outlined.size ? before : { ...before, outlined: new Map(left) };
}

/** The list was read and ordered again. */
export function settled(before: Changes): Changes {
  return { ...noChanges, outlined: before.outlined };
}

function more<One>(set: ReadonlySet<One>, one: One): ReadonlySet<One> {
  return new Set(set).add(one);
}

function less<One>(set: ReadonlySet<One>, one: One): ReadonlySet<One> {
  return new Set([...set].filter((other) => other !== one));
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  return new Map([...map].filter(([other]) => other !== key));
}
