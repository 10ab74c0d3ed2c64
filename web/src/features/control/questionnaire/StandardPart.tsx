import { useI18n } from "../../../lib/i18n";
import { Card, Section } from "../../../ui/layout/Section";
import { inLanguage } from "../words";
import { Criterion } from "./Criterion";
import { CriterionText } from "./CriterionText";
import type { Answer } from "./fragments";

type Props = {
  /** The criteria of one standard; at least one. */
  answers: Answer[];
  year: number;
  questionnaireId: string;
  isOpen: boolean;
};

/** One standard: what it is about and its criteria. */
export function StandardPart({ answers, year, questionnaireId, isOpen }: Props) {
  const { t } = useI18n("control");
  const standard = answers[0]?.criterion.standard;
  if (standard === undefined) return null;
  const { number, titleRo, titleEn, hintRo, hintEn, applicability } = standard;
  const complete = answers.filter(({ isComplete }) => isComplete).length;
  return (
    <Section
      title={t("standard.title", { number, title: inLanguage(titleRo, titleEn) })}
      count={t("count.of", { done: complete, all: answers.length })}
      note={
        <>
          {inLanguage(hintRo, hintEn)}{" "}
          {applicability !== "ALL_COMPARTMENTS" && t(`applicability.${applicability}`)}
        </>
      }
    >
      <Card>
        <div className="form">
          {answers.map((answer) =>
            isOpen ? (
              <Criterion key={answer.id} answer={answer} year={year} questionnaireId={questionnaireId} />
            ) : (
              <CriterionText key={answer.id} answer={answer} />
            ),
          )}
        </div>
      </Card>
    </Section>
  );
}
