import { createContext, useContext, useMemo } from "react";
import { graphql } from "../../../gql";
import type { CriterionAnswerValue } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useHere } from "../here";
import type { Questionnaire } from "./fragments";

const Campaigns = graphql(`
  query ControlYears($tenantId: ID!) {
    tenant(id: $tenantId) {
      id
      controlCampaigns { id year questionnaires { id unit { id } } }
    }
  }
`);

const Answers = graphql(`
  query ControlAnswersOf($id: ID!) {
    controlQuestionnaire(id: $id) { id answers { id answer explanation proof criterion { code } } }
  }
`);

/** What a compartment said about a criterion the last time before. */
export type Said = {
  year: number;
  answer: CriterionAnswerValue;
  explanation: string | null;
  proof: string | null;
};

type Year = { year: number; questionnaires: { id: string; unit: { id: string } }[] };

/** The questionnaire of the same compartment in the newest year before; null when there is none. */
export function questionnaireBefore(
  years: Year[],
  year: number,
  unitId: string,
): { id: string; year: number } | null {
  const [before] = years
    .filter((one) => one.year < year && one.questionnaires.some(({ unit }) => unit.id === unitId))
    .toSorted((one, other) => other.year - one.year);
  const found = before?.questionnaires.find(({ unit }) => unit.id === unitId);
  return before === undefined || found === undefined ? null : { id: found.id, year: before.year };
}

/** The answers of the year before, by the code of their criterion; asked only where one answers. */
export function useLastYear({ campaign, unit, viewerCan }: Questionnaire): ReadonlyMap<string, Said> {
  const { id: tenantId } = useHere();
  const isOff = !viewerCan.answer.allowed;
  const years = useResult(Campaigns, { tenantId }, isOff).data?.tenant?.controlCampaigns;
  const before = years === undefined ? null : questionnaireBefore(years, campaign.year, unit.id);
  const { data } = useResult(Answers, { id: before?.id ?? "" }, before === null);
  const said = data?.controlQuestionnaire?.answers;
  const year = before?.year;
  return useMemo(
    () =>
      new Map(
        (said ?? []).flatMap(({ answer, explanation, proof, criterion }) =>
          answer === null || year === undefined
            ? []
            : [[criterion.code, { year, answer, explanation, proof }]],
        ),
      ),
    [said, year],
  );
}

export const LastYearContext = createContext<ReadonlyMap<string, Said>>(new Map());

export function useSaidBefore(code: string): Said | null {
  return useContext(LastYearContext).get(code) ?? null;
}
