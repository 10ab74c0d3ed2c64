import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { RatingText } from "../Exposure";
import type { Scale } from "../scale";
import type { Risk } from "./fragments";
import styles from "./RiskFacts.module.css";

type Props = { core: Risk; scale: Scale; limit: number | null };

/** The ratings in the words of the scale, then all else that the register says of the risk. */
export function RiskFacts({ core, scale, limit }: Props) {
  const { t } = useI18n("risk");
  const { shortDate } = useFormat();
  return (
    <>
      <Section title={t("ratings.title")}>
        <Card>
          <Facts
            facts={[
              { label: t("inherent"), value: <RatingText scale={scale} rating={core.inherent} /> },
              { label: t("residual"), value: <RatingText scale={scale} rating={core.residual} /> },
              ...(core.residualReason === null
                ? []
                : [
                    {
                      label: t("residualReason"),
                      value: <span className={styles.text}>{core.residualReason}</span>,
                    },
                  ]),
              {
                label: t("tolerance"),
                value:
                  limit === null
                    ? t("setting.noTolerance")
                    : t(core.isAboveTolerance ? "tolerance.above.of" : "tolerance.within.of", { limit }),
              },
            ]}
          />
        </Card>
      </Section>
      <Section title={t("facts.title")}>
        <Card>
          <Facts
            facts={[
              {
                label: t("causes"),
                value: core.causes && <span className={styles.text}>{core.causes}</span>,
              },
              {
                label: t("consequences"),
                value: core.consequences && <span className={styles.text}>{core.consequences}</span>,
              },
              { label: t("strategy"), value: t(`strategy.${core.strategy}`) },
              { label: t("unit"), value: localName(core.unit) },
              { label: t("owner"), value: core.owner?.displayName ?? null },
              {
                label: t("nextReviewOn"),
                value: <Deadline dueOn={core.nextReviewOn} isBare isSettled={core.status === "CLOSED"} />,
              },
              {
                label: t("lastReviewOn"),
                value: core.lastReviewOn === null ? null : shortDate(core.lastReviewOn),
              },
              {
                label: t("remarks"),
                value: core.remarks && <span className={styles.text}>{core.remarks}</span>,
              },
            ].map(({ label, value }) => ({ label, value: value || null }))}
          />
        </Card>
      </Section>
    </>
  );
}
