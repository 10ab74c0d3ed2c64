import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { searchHit, shortest, shownHit } from "../../../features/search/hits";
import { graphql, useFragment } from "../../../gql";
import { type ApiError, toApiError } from "../../../lib/api/error";
import { useI18n } from "../../../lib/i18n";
import { useOnline } from "../../../lib/online";
import type { Command } from "./commands";

const PaletteSearch = graphql(`
  query PaletteSearch($text: String!) { search(text: $text, first: 20) { ...SearchHit_hit } }
`);

/** A pause in typing this long asks the server. */
const pauseMs = 150;

export type Found = { commands: Command[]; isSearching: boolean; error: ApiError | null };

/** What the server finds for the words; an answer to words that were typed over is not shown. */
export function useFound(text: string): Found {
  const { t } = useI18n("search");
  const { isOnline } = useOnline();
  const wanted = text.trim();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);

  const isWanted = wanted.length >= shortest && isOnline;
  const isOff = asked.length < shortest || !isOnline;
  const [result] = useQuery({ query: PaletteSearch, variables: { text: asked }, pause: isOff });
  // While new words are asked for, the hook still holds the answer to the old ones: Enter must never take it.
  const isAnswer = isWanted && asked === wanted && result.operation?.variables?.text === wanted;
  const error = isAnswer && result.error !== undefined ? toApiError(result.error) : null;
  const hits = useFragment(searchHit, isAnswer ? (result.data?.search ?? none) : none);
  const commands = hits.flatMap((hit): Command[] => {
    const shown = shownHit(hit);
    if (shown === null) return [];
    const hint = `${t(`kind.${hit.kind}`)}, ${shown.hint}`;
    return [{ id: `found ${hit.subjectId}`, group: "found", label: shown.label, hint, to: shown.to }];
  });
  return {
    commands,
    isSearching: isWanted && (!isAnswer || (result.data === undefined && error === null)),
    error,
  };
}

const none: never[] = [];
