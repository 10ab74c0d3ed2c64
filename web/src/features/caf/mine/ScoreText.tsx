import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Facts } from "../../../ui/layout/Facts";
import { Card } from "../../../ui/layout/Section";
import type { Score } from "./fragments";
import styles from "./Mine.module.css";

/** One subcriterion once it is not written any more: words instead of fields. */
export function ScoreText({ score }: { score: Score }) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const text = (value: string | null) => value && <span className={styles.text}>{value}</span>;
  return (
    <Card>
      <Facts
        facts={[
          { label: t("field.strengths"), value: text(score.strengths) },
          { label: t("field.areas"), value: text(score.areas) },
          { label: t("field.proof"), value: text(score.proof) },
          ...score.panels.map(({ panel, points }) => ({ label: t(`panel.${panel}`), value: points })),
          {
            label: t("score"),
            value: score.value && number(score.value.display, { min: 1 }),
          },
        ]}
      />
    </Card>
  );
}
