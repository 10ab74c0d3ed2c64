import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Deadline } from "../../../ui/Deadline";
import { Icon } from "../../../ui/Icon";
import { IconLock } from "../../../ui/icons";
import { Page } from "../../../ui/layout/Page";
import { Progress } from "../../../ui/Progress";
import { useHere } from "../here";
import { subcriteria } from "../steps";
import { inLanguage, titleOf } from "../words";
import type { Score } from "./fragments";
import styles from "./Mine.module.css";
import { around } from "./places";
import { ScoreForm } from "./ScoreForm";
import { ScoreList } from "./ScoreList";
import { ScoreText } from "./ScoreText";
import { SubmittedBanner } from "./SubmittedBanner";
import type { Mine, MineAssessment } from "./types";

type Props = { assessment: MineAssessment; mine: Mine; scores: Score[]; score: Score };

/** One subcriterion on a page of its own, with the list of all 28 beside it. */
export function ScoreView({ assessment, mine, scores, score }: Props) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const { id, title, dueOn, viewerCan } = assessment;
  const { code, titleRo, titleEn, hintRo, hintEn, criterion } = score.subcriterion;
  const isOpen = viewerCan.score.allowed && mine.submittedAt === null;
  const done = mine.completeCount ?? scores.filter(({ isComplete }) => isComplete).length;
  const base = `/i/${slug}/caf/${id}/mine`;
  const { before, after } = around(scores, code);
  return (
    <Page
      // Without a code of its own: 28 of them would push everything else out of what was opened lately.
      title={t("subcriterion.title", { code, title: inLanguage(titleRo, titleEn) })}
      crumbs={[
        { label: t("list.title"), to: `/i/${slug}/caf` },
        { label: title, to: `/i/${slug}/caf/${id}` },
      ]}
      isAutosaved={isOpen}
      meta={
        <>
          <strong>{t("criterion.title", { number: criterion.number, title: titleOf(criterion) })}</strong>
          <span>{t("progress", { done, all: subcriteria })}</span>
          <Progress value={Math.floor((done * 100) / subcriteria)} label={t("progress.label")} />
          {dueOn !== null && <Deadline dueOn={dueOn} isSettled={!isOpen} />}
        </>
      }
    >
      <p className={styles.blind}>
        <Icon of={IconLock} />
        {t(assessment.status === "SCORING" ? "mine.blind" : "mine.shown")}
      </p>
      {!isOpen && <SubmittedBanner assessment={assessment} mine={mine} />}
      <div className={styles.both}>
        <div className={styles.one}>
          <details>
            <summary>{t("hint.title")}</summary>
            <p>{inLanguage(hintRo, hintEn)}</p>
            <p className="small muted">{t("hint.orienting")}</p>
          </details>
          {isOpen ? <ScoreForm assessment={assessment} score={score} /> : <ScoreText score={score} />}
          <div className="row no-print" data-next>
            {before !== null && <ButtonLink to={`${base}/${before}`}>{t("before")}</ButtonLink>}
            {after !== null ? (
              <ButtonLink kind="filled" to={`${base}/${after}`}>
                {t("after")}
              </ButtonLink>
            ) : (
              <ButtonLink kind="filled" to={`${base}/${code}`} search={{ view: "check" }}>
                {t(isOpen ? "check.go" : "check.see")}
              </ButtonLink>
            )}
          </div>
        </div>
        <ScoreList base={base} scores={scores} current={code} isOpen={isOpen} />
      </div>
    </Page>
  );
}
