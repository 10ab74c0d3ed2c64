import { useI18n } from "../../../lib/i18n";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { implementationLook, inLanguage } from "../words";
import { Criterion } from "./Criterion";
import { CriterionText } from "./CriterionText";
import { standardStatus } from "./completing";
import type { Answer } from "./fragments";
import { countOf } from "./views";

type Props = {
  /** The criteria of one standard that are shown; at least one. */
  answers: Answer[];
  /** All its criteria: what it comes to is counted from them. */
  all: Answer[];
  year: number;
  questionnaireId: string;
  isOpen: boolean;
};

/** One standard: what it is about and its criteria. */
export function StandardPart({ answers, all, year, questionnaireId, isOpen }: Props) {
  const { t } = useI18n("control");
  const standard = answers[0]?.criterion.standard;
  if (standard === undefined) return null;
  const { number, titleRo, titleEn, hintRo, hintEn, applicability } = standard;
  const complete = all.filter(({ isComplete }) => isComplete).length;
  const unconfirmed = countOf(all, "toConfirm");
  const status = standardStatus(all);
  return (
    <Section
      title={t("standard.title", { number, title: inLanguage(titleRo, titleEn) })}
      count={t("count.of", { done: complete, all: all.length })}
      actions={
        <span className="row">
          {status !== null && (
            <StatusChip status={implementationLook[status]} label={t(`implementation.${status}`)} />
          )}
          {unconfirmed > 0 && (
            <span className="muted">{t("standard.unconfirmed", { count: unconfirmed })}</span>
          )}
        </span>
      }
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
