import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUnsentCount } from "../../../lib/autosave/useUnsentCount";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button, ButtonLink } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { IconLock } from "../../../ui/icons";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { Progress } from "../../../ui/Progress";
import { StatusChip } from "../../../ui/StatusChip";
import { useHere, useOfflineReason } from "../here";
import { subcriteria } from "../steps";
import { inLanguage, titleOf } from "../words";
import type { Score } from "./fragments";
import styles from "./Mine.module.css";
import { byCriterion, placeIn } from "./places";
import { SubmitDialog } from "./SubmitDialog";
import { SubmittedBanner } from "./SubmittedBanner";
import type { Mine, MineAssessment } from "./types";

type Props = { assessment: MineAssessment; mine: Mine; scores: Score[] };

/** The last step: all 28 with their value or what is missing, then submitting. */
export function MineCheck({ assessment, mine, scores }: Props) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const { id, title, viewerCan } = assessment;
  const base = `/i/${slug}/caf/${id}/mine`;
  const missing = scores.filter(({ isComplete }) => !isComplete);
  const isOpen = viewerCan.score.allowed && mine.submittedAt === null;
  const done = scores.length - missing.length;
  const next = placeIn(scores, "next");
  return (
    <Page
      title={t(isOpen ? "check.title" : "check.title.locked")}
      crumbs={[
        { label: t("list.title"), to: `/i/${slug}/caf` },
        { label: title, to: `/i/${slug}/caf/${id}` },
      ]}
      meta={
        <>
          <span>{t("progress", { done, all: subcriteria })}</span>
          <Progress value={Math.floor((done * 100) / subcriteria)} label={t("progress.label")} />
        </>
      }
    >
      <p className={styles.blind}>
        <Icon of={IconLock} />
        {t(assessment.status === "SCORING" ? "mine.blind" : "mine.shown")}
      </p>
      {!isOpen && <SubmittedBanner assessment={assessment} mine={mine} />}
      {isOpen && missing.length > 0 && next !== null && (
        <div className="row no-print">
          <ButtonLink kind="filled" to={`${base}/${next.subcriterion.code}`}>
            {t("check.next", { code: next.subcriterion.code })}
          </ButtonLink>
        </div>
      )}
      {byCriterion(scores).map((group) => (
        <CriterionCheck
          key={group[0]?.subcriterion.criterion.number}
          scores={group}
          base={base}
          isOpen={isOpen}
        />
      ))}
      {isOpen && <HandIn assessment={assessment} mine={mine} scores={scores} missingCount={missing.length} />}
    </Page>
  );
}

function CriterionCheck({ scores, base, isOpen }: { scores: Score[]; base: string; isOpen: boolean }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const criterion = scores[0]?.subcriterion.criterion;
  if (criterion === undefined) return null;
  return (
    <Section title={t("criterion.title", { number: criterion.number, title: titleOf(criterion) })}>
      <Card>
        <ul className={styles.checked}>
          {scores.map((score) => {
            const { code, titleRo, titleEn } = score.subcriterion;
            const empty = score.panels.filter(({ points }) => points === null);
            return (
              <li key={code}>
                <span className={styles.name}>
                  <span className="muted">{code}</span> {inLanguage(titleRo, titleEn)}
                </span>
                <span className={styles.said}>
                  {score.value !== null ? (
                    <strong>{number(score.value.display, { min: 1 })}</strong>
                  ) : (
                    <StatusChip
                      status="UNANSWERED"
                      label={t("check.missing", {
                        panels: empty.map(({ panel }) => t(`panel.short.${panel}`)).join(", "),
                      })}
                    />
                  )}
                  {score.warnings.length > 0 && <StatusChip status="SUSPECT" label={t("warning.short")} />}
                  {isOpen && (
                    <Link to={`${base}/${code}`}>
                      {t("check.change")}
                      <span className="visually-hidden">: {t("subcriterion", { code })}</span>
                    </Link>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
}

function HandIn({ assessment, mine, scores, missingCount }: Props & { missingCount: number }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const [isAsked, setAsked] = useState(false);
  const unsent = useUnsentCount(scores.map(({ id }) => id));
  const reason =
    unsent > 0
      ? t("submit.unsent", { count: unsent })
      : missingCount > 0
        ? t("submit.missing", { count: missingCount })
        : assessment.viewerCan.submit.allowed
          ? offline
          : assessment.viewerCan.submit.reason;
  return (
    <div className="no-print">
      <Button
        kind={missingCount > 0 ? "plain" : "filled"}
        disabledReason={reason}
        onClick={() => setAsked(true)}
      >
        {t("submit")}
      </Button>
      {isAsked && <SubmitDialog mine={mine} onClose={() => setAsked(false)} />}
    </div>
  );
}
