import type { RiskBand } from "../../gql/graphql";
import { useI18n } from "../../lib/i18n";
import styles from "./Exposure.module.css";
import { bandLetter, bandWord, levelIn, type Rating, type Scale } from "./scale";

/** An exposure with the word and the letter of its band; the tint only helps. */
export function Exposure({ scale, exposure, band }: { scale: Scale; exposure: number; band: RiskBand }) {
  return (
    <span className={styles.exposure} data-band={band}>
      <span className={styles.tint}>
        {exposure} {bandLetter(scale, band)}
      </span>
      <span>{bandWord(scale, band)}</span>
    </span>
  );
}

/** A rating as it is made: both values in the words of the scale, and what they come to. */
export function RatingText({ scale, rating }: { scale: Scale; rating: Rating | null }) {
  const { t } = useI18n("risk");
  if (rating === null) return <>{t("rating.none")}</>;
  return (
    <span className={styles.rating}>
      <span>{t("rating.probability.is", { level: levelIn(scale, rating.probability) })}</span>
      <span>{t("rating.impact.is", { level: levelIn(scale, rating.impact) })}</span>
      <Exposure scale={scale} exposure={rating.exposure} band={rating.band} />
    </span>
  );
}
