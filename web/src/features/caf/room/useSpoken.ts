import { useEffect, useRef } from "react";
import type { CafConsensusState } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { titleOf } from "../words";
import type { Consensus } from "./fragments";

type Said = { id: string; state: CafConsensusState };

/** Speaks of the step and its result, never of a vote: the group goes on, scores are shown, a score is agreed. */
export function useSpoken(consensus: Consensus): void {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const { id, state, subcriterion, value } = consensus;
  const said = useRef<Said>({ id, state });
  const { code } = subcriterion;
  const title = titleOf(subcriterion);
  const agreed = value === null ? "" : number(value.display);
  useEffect(() => {
    const before = said.current;
    said.current = { id, state };
    if (before.id !== id) announce(t("room.said.moved", { code, title, state: t(`room.state.${state}`) }));
    else if (before.state !== state)
      announce(t(`room.said.${state}`, { code, ...(state === "AGREED" ? { value: agreed } : {}) }));
  }, [id, state, code, title, agreed, t]);
}
