import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useUnsentCount } from "../../../lib/autosave/useUnsentCount";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { useOfflineReason } from "../here";
import { implementationLook, inLanguage } from "../words";
import { AskAct } from "./AskAct";
import styles from "./Check.module.css";
import { byStandard, missingOf, standardStatus } from "./completing";
import type { Answer, Questionnaire } from "./fragments";
import { ProofText } from "./ProofText";

type Props = { core: Questionnaire; answers: Answer[] };

/** The last step: what is missing, what was answered and what follows from it, then handing in. */
export function CheckView({ core, answers }: Props) {
  const { t } = useI18n("control");
  const isOpen = core.viewerCan.answer.allowed;
  const missing = answers.filter(({ isComplete }) => !isComplete);
  return (
    <>
      {isOpen && (
        <Section title={t("check.missing")} count={String(missing.length)}>
          <Card>
            {missing.length === 0 ? (
              <p>{t("check.nothing")}</p>
            ) : (
              <ul>
                {missing.map((answer) => (
                  <li key={answer.id}>
                    <ToCriterion answer={answer}>
                      {answer.criterion.code} {inLanguage(answer.criterion.labelRo, answer.criterion.labelEn)}
                    </ToCriterion>
                    <span className="muted"> – {t(`missing.${missingOf(answer) ?? "answer"}`)}</span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </Section>
      )}
      {byStandard(answers).map((group) => (
        <StandardCheck key={group[0]?.criterion.standard.number} answers={group} isOpen={isOpen} />
      ))}
      {isOpen && <HandIn core={core} answers={answers} missingCount={missing.length} />}
    </>
  );
}

function StandardCheck({ answers, isOpen }: { answers: Answer[]; isOpen: boolean }) {
  const { t } = useI18n("control");
  const standard = answers[0]?.criterion.standard;
  if (standard === undefined) return null;
  const { number, titleRo, titleEn } = standard;
  const status = standardStatus(answers);
  return (
    <Section
      title={t("standard.title", { number, title: inLanguage(titleRo, titleEn) })}
      actions={
        status === null ? (
          <StatusChip status="UNANSWERED" label={t("check.pending")} />
        ) : (
          <StatusChip status={implementationLook[status]} label={t(`implementation.${status}`)} />
        )
      }
    >
      <Card>
        <ul className={styles.answers}>
          {answers.map((answer) => (
            <li key={answer.id}>
              <div className={styles.said}>
                <span>
                  <span className="muted">{answer.criterion.code}</span>{" "}
                  {inLanguage(answer.criterion.labelRo, answer.criterion.labelEn)}
                </span>
                <span>
                  <strong>{answer.answer === null ? t("answer.none") : t(`answer.${answer.answer}`)}</strong>
                  {answer.explanation !== null && <span className={styles.why}> – {answer.explanation}</span>}
                </span>
                {answer.proof !== null && (
                  <span className="small">
                    {t("field.proof")}: <ProofText answer={answer} />
                  </span>
                )}
                {answer.isTakenOver && <StatusChip status="TO_CONFIRM" label={t("takenOver")} />}
              </div>
              {isOpen && (
                <ToCriterion answer={answer}>
                  {t("check.change")}
                  <span className="visually-hidden">: {t("criterion", { code: answer.criterion.code })}</span>
                </ToCriterion>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function ToCriterion({ answer, children }: { answer: Answer; children: React.ReactNode }) {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <Link to={path} search={{ view: "one", item: answer.criterion.code } as never}>
      {children}
    </Link>
  );
}

function HandIn({ core, answers, missingCount }: Props & { missingCount: number }) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const [isAsked, setAsked] = useState(false);
  const ids = answers.map(({ id }) => id);
  const unsent = useUnsentCount(ids);
  const reason = !core.viewerCan.submit.allowed
    ? (core.viewerCan.submit.reason ?? t("submit.notYours"))
    : (offline ??
      (unsent > 0
        ? t("submit.unsent", { count: unsent })
        : missingCount > 0
          ? t("check.blocked", { count: missingCount })
          : null));
  return (
    <div className="no-print">
      <Button kind="filled" disabledReason={reason} onClick={() => setAsked(true)}>
        {t("act.submit")}
      </Button>
      {isAsked && <AskAct act="submit" core={core} answerIds={ids} onClose={() => setAsked(false)} />}
    </div>
  );
}
