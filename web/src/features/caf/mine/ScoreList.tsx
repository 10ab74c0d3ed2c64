import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { ButtonLink } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { IconCircleCheck, IconCircleDashed, IconCircleHalf2 } from "../../../ui/icons";
import { inLanguage, titleOf } from "../words";
import type { Score } from "./fragments";
import styles from "./Mine.module.css";
import { byCriterion } from "./places";

const icons = { done: IconCircleCheck, begun: IconCircleHalf2, open: IconCircleDashed } as const;

/** Whether a subcriterion is complete, begun or open. */
export function stateOf({ isComplete, panels, strengths, areas, proof }: Score): keyof typeof icons {
  if (isComplete) return "done";
  const isBegun = panels.some(({ points }) => points !== null) || Boolean(strengths ?? areas ?? proof);
  return isBegun ? "begun" : "open";
}

type Props = { base: string; scores: Score[]; current: string; isOpen: boolean };

/** All 28 with their state and value, by criterion: the way to each. */
export function ScoreList({ base, scores, current, isOpen }: Props) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  return (
    <nav aria-label={t("scores.label")} className={`${styles.list} no-print`}>
      {byCriterion(scores).map((group) => {
        const criterion = group[0]?.subcriterion.criterion;
        return (
          criterion && (
            <section key={criterion.number} className={styles.group}>
              <h2>{t("criterion.title", { number: criterion.number, title: titleOf(criterion) })}</h2>
              <ul className={styles.places}>
                {group.map((score) => {
                  const { code, titleRo, titleEn } = score.subcriterion;
                  const state = stateOf(score);
                  return (
                    <li key={code}>
                      <Link
                        to={`${base}/${code}`}
                        className={styles.place}
                        aria-current={code === current ? "page" : undefined}
                      >
                        <Icon of={icons[state]} size={16} />
                        <span className={styles.name}>
                          {code} {inLanguage(titleRo, titleEn)}
                          <span className="visually-hidden">, {t(`place.${state}`)}</span>
                        </span>
                        <span className={styles.value}>
                          {score.value === null ? "–" : number(score.value.display, { min: 1 })}
                        </span>
                      </Link>
                    </li>
                  );
                })}
              </ul>
            </section>
          )
        );
      })}
      <ButtonLink to={`${base}/${current}`} search={{ view: "check" }}>
        {t(isOpen ? "check.go" : "check.see")}
      </ButtonLink>
    </nav>
  );
}
