import { graphql } from "../../../gql";
import { type Autosaved, useAutosave } from "../../../lib/autosave/useAutosave";
import { useI18n } from "../../../lib/i18n";
import { useHere } from "../here";
import { answers } from "../words";
import type { Answer } from "./fragments";

const AnswerCriterion = graphql(`
  mutation AnswerCriterion($input: AnswerCriterionInput!) {
    answerCriterion(input: $input) {
      criterionAnswer { id version ...CriterionAnswer_answer }
      controlQuestionnaire { id completeCount criterionCount }
    }
  }
`);

/** Characters of an explanation and of what proves an answer, as the server counts them. */
const longest = 4_000;
const longestProof = 200;

type At = { answer: Answer; year: number; questionnaireId: string };

/** Yes, no or not applicable: saved at once. Saying the same again confirms what was taken over. */
function useAnswerField(at: At): Autosaved<string | null> {
  const { t } = useI18n("control");
  return useField<string | null>(at, "answer", at.answer.answer, "choice", {
    show: (value) => {
      const known = answers.find((one) => one === value);
      return known ? t(`answer.${known}`) : "";
    },
  });
}

/** Why, and by what it is proved: saved after a pause in typing. */
function useExplanationField(at: At): Autosaved<string> {
  const { t } = useI18n("control");
  return useField<string>(at, "explanation", at.answer.explanation ?? "", "text", {
    check: (text) => ([...text].length > longest ? t("explanation.tooLong", { count: longest }) : undefined),
  });
}

/** The code or address of what proves it: saved after a pause in typing. */
function useProofField(at: At): Autosaved<string> {
  const { t } = useI18n("control");
  return useField<string>(at, "proof", at.answer.proof ?? "", "text", {
    check: (text) =>
      [...text].length > longestProof ? t("explanation.tooLong", { count: longestProof }) : undefined,
  });
}

export type CriterionFields = {
  said: Autosaved<string | null>;
  why: Autosaved<string>;
  proof: Autosaved<string>;
  /** Something said here is not with the server yet. */
  isOnItsWay: boolean;
};

/** The fields of a criterion, each saved on its own. */
export function useCriterionFields(at: At): CriterionFields {
  const said = useAnswerField(at);
  const why = useExplanationField(at);
  const proof = useProofField(at);
  // What is said or explained anew is confirmed by it; naming what proves it is not.
  const isOnItsWay = [said, why].some(({ state }) =>
    ["typing", "sending", "waiting"].includes(state?.kind ?? ""),
  );
  return { said, why, proof, isOnItsWay };
}

function useField<Value>(
  { answer, year, questionnaireId }: At,
  field: "answer" | "explanation" | "proof",
  value: Value,
  kind: "text" | "choice",
  more: { check?: (value: Value) => string | undefined; show?: (value: Value) => string },
): Autosaved<Value> {
  const { t } = useI18n("control");
  const here = useHere();
  const { code } = answer.criterion;
  return useAutosave<Value>({
    object: { id: answer.id, version: answer.version, tenantId: here.id },
    field,
    value,
    document: AnswerCriterion,
    place: {
      label: `${t("criterion", { code })}: ${t(`field.${field}`)}`,
      href: `/i/${here.slug}/control/${year}/questionnaires/${questionnaireId}?item=${code}`,
    },
    kind,
    ...more,
  });
}
