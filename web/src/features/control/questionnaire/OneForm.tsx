import { useLocation, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button, ButtonLink } from "../../../ui/Button";
import { Card } from "../../../ui/layout/Section";
import styles from "./Criterion.module.css";
import { CriterionFields } from "./CriterionFields";
import { focusCriterion, idOf, missingOf } from "./completing";
import type { Answer, Questionnaire } from "./fragments";
import { useCriterionFields } from "./useCriterionField";

type Steps = { before: string | null; after: string | null };
type Props = { core: Questionnaire; answer: Answer; steps: Steps };

/** The fields of one criterion. „Continuați” says what is missing instead of going on; „Săriți peste” leaves it open. */
export function OneForm({ core, answer, steps }: Props) {
  const { t } = useI18n("control");
  const place = useRef<HTMLFieldSetElement>(null);
  const { id, campaign } = core;
  const fields = useCriterionFields({ answer, year: campaign.year, questionnaireId: id });
  const [isAsked, setAsked] = useState(false);
  const { code } = answer.criterion;
  // As it is on this device, sent or not.
  const missing = missingOf({
    answer: fields.said.value,
    explanation: fields.why.value.trim() === "" ? null : fields.why.value,
    isTakenOver: answer.isTakenOver && !fields.isOnItsWay,
  });
  const isRefused = isAsked && missing !== null;

  function mayGo(): boolean {
    setAsked(true);
    if (missing !== null) requestAnimationFrame(() => focusCriterion(code));
    return missing === null;
  }

  return (
    <>
      <Card>
        <fieldset
          ref={place}
          id={idOf(code)}
          tabIndex={-1}
          className={`${styles.criterion} form`}
          data-missing={missing ?? ""}
        >
          <legend className="visually-hidden">{t("criterion", { code })}</legend>
          {isRefused && (
            <p role="alert" className={styles.refusal}>
              {t(`missing.${missing}.say`)}
            </p>
          )}
          <CriterionFields answer={answer} fields={fields} place={place} isAlone />
        </fieldset>
      </Card>
      <OneActs steps={steps} mayGo={mayGo} />
    </>
  );
}

/** The ways on from a criterion; without fields there is nothing to skip. */
export function OneActs({ steps: { before, after }, mayGo }: { steps: Steps; mayGo?: () => boolean }) {
  const { t } = useI18n("control");
  const path = useLocation({ select: ({ pathname }) => pathname });
  const navigate = useNavigate();
  const [search] = useSearchState();
  const to = (item: string | null) =>
    item === null ? { view: "check" } : { ...search, view: "one", item, act: undefined };
  const next = t(after === null ? "check.go" : "one.next");
  return (
    <div className="row no-print">
      {before !== null && (
        <ButtonLink to={path} search={to(before)}>
          {t("one.before")}
        </ButtonLink>
      )}
      {mayGo === undefined ? (
        <ButtonLink kind="filled" to={path} search={to(after)}>
          {next}
        </ButtonLink>
      ) : (
        <>
          <Button
            kind="filled"
            onClick={() => {
              if (mayGo()) void navigate({ to: path, search: to(after) as never });
            }}
          >
            {next}
          </Button>
          <ButtonLink kind="quiet" to={path} search={to(after)}>
            {t("one.skip")}
          </ButtonLink>
        </>
      )}
    </div>
  );
}
