import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import type { Crumb } from "../../../ui/layout/place";
import { useHere } from "../here";
import { inLanguage } from "../words";
import { CriterionText } from "./CriterionText";
import type { Answer, Questionnaire } from "./fragments";
import { OneActs, OneForm } from "./OneForm";
import { around, countOf } from "./views";

type Props = {
  core: Questionnaire;
  answers: Answer[];
  /** Those the filter leaves; all without one. */
  shown: Answer[];
  answer: Answer;
  crumbs: Crumb[];
  /** Status, deadline, who is here. */
  meta: ReactNode;
  /** The other views, the progress, the filters. */
  head: ReactNode;
};

/** A criterion on a page of its own: the question, what is answered, and the way to the next one. */
export function OneView({ core, answers, shown, answer, crumbs, meta, head }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const isOpen = core.viewerCan.answer.allowed;
  const { code, labelRo, labelEn, standard } = answer.criterion;
  const siblings = answers.filter((one) => one.criterion.standard.number === standard.number);
  const steps = around(answers, shown, code);
  const [unanswered, toConfirm] = [countOf(answers, "unanswered"), countOf(answers, "toConfirm")];
  return (
    <Page
      title={inLanguage(labelRo, labelEn)}
      code={code}
      crumbs={crumbs}
      isAutosaved={isOpen}
      meta={
        <>
          <strong>
            {t("one.place", {
              standard: inLanguage(standard.titleRo, standard.titleEn),
              code: standard.code,
              at: siblings.indexOf(answer) + 1,
              all: siblings.length,
            })}
          </strong>
          {meta}
        </>
      }
    >
      {head}
      <details>
        <summary>{t("one.asked")}</summary>
        <p>{inLanguage(standard.hintRo, standard.hintEn)}</p>
        {standard.applicability !== "ALL_COMPARTMENTS" && (
          <p>{t(`applicability.${standard.applicability}`)}</p>
        )}
        <p className="small muted">{t("orienting")}</p>
      </details>
      {isOpen ? (
        <OneForm core={core} answer={answer} steps={steps} />
      ) : (
        <>
          <CriterionText answer={answer} />
          <OneActs steps={steps} />
        </>
      )}
      {answer.answer === "NO" && (
        <p>
          <Link
            to={`/i/${slug}/control/${core.campaign.year}/synthesis`}
            search={{ measure: standard.code, part: "measures" } as never}
          >
            {t("one.propose", { standard: inLanguage(standard.titleRo, standard.titleEn) })}
          </Link>
        </p>
      )}
      {isOpen && unanswered + toConfirm > 0 && (
        <p className="muted">{t("one.left", { unanswered, toConfirm })}</p>
      )}
    </Page>
  );
}
