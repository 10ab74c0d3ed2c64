import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { CafPanel } from "../../../gql/graphql";
import { asTrusted } from "../../../lib/api/trustedDocument";
import { autosave } from "../../../lib/autosave/autosave";
import type { FieldState } from "../../../lib/autosave/queue";
import { useI18n } from "../../../lib/i18n";
import { useStore } from "../../../lib/store";
import { useHere } from "../here";
import type { Consensus } from "./fragments";
import { CastVote } from "./operations";

type Scores = { panel: CafPanel; points: number }[];
type Input = { id: string; round: number; scores: Scores };
export type Vote = {
  /** Where the vote is that was given on this device; undefined for none. */
  state: FieldState | undefined;
  cast: (scores: Scores) => void;
  /** Whether it was received although its answer got lost: what came after it was refused as late. */
  wasReceived: boolean;
  /** Gives up a vote that came too late. */
  drop: () => void;
};

/**
 * The vote goes by way of the queue of this device: given without a connection it is kept and sent once. It says which
 * round it is for, so that one that comes late counts nowhere else.
 */
export function useVote(assessmentId: string, consensus: Consensus): Vote {
  const { id, version, round, subcriterion, myVote } = consensus;
  const { t } = useI18n("caf");
  const here = useHere();
  const queue = useStore(autosave);
  const key = `${id}/vote`;
  const subscribe = queue?.subscribe ?? never;
  const state = useSyncExternalStore(subscribe, () => queue?.state(key));
  const entry = useSyncExternalStore(subscribe, () => queue?.entry(key));

  const put = (input: Input) => {
    const { documentId, text } = asTrusted(CastVote);
    queue?.put(
      {
        key,
        tenantId: here.id,
        place: {
          label: `${t("subcriterion", { code: subcriterion.code })}: ${t("room.vote")}`,
          href: `/i/${here.slug}/caf/${assessmentId}/room`,
        },
        shown: input.scores.map(({ points }) => points).join(", "),
        document: { id: documentId, text },
        objectId: id,
        field: "vote",
        value: null,
        input,
        expectedVersion: version,
        changedAt: new Date().toISOString(),
        stopped: null,
      },
      "now",
    );
  };

  // Kept by an older version of the page: the server may no longer know its document, so this page's own is sent.
  const isOlder = entry?.stopped === null && entry.document.id !== asTrusted(CastVote).documentId;
  const sendAsNow = useEffectEvent(() => {
    if (entry?.input !== undefined) put(entry.input as Input);
  });
  useEffect(() => {
    if (isOlder) sendAsNow();
  }, [isOlder]);

  return {
    state,
    cast: (scores) => put({ id, round, scores }),
    wasReceived: entry !== undefined && isSame(entry.input as Input | undefined, myVote),
    drop: () => void queue?.drop(key),
  };
}

function isSame(input: Input | undefined, vote: Consensus["myVote"]): boolean {
  if (input === undefined || vote === null || input.round !== vote.round) return false;
  return input.scores.every(({ panel, points }) =>
    vote.panels.some((one) => one.panel === panel && one.points === points),
  );
}

const never = () => () => {};
