import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { IconAlertTriangle } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";
import { type Points, scoreOf } from "./value";

type Props = { typed: Parameters<typeof scoreOf>[0] & { points: Points }[] };

/** What the numbers come to, with the way it was computed, and advice where it is doubtful. */
export function ScoreLine({ typed }: Props) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const score = scoreOf(typed);
  if (score === null) return <p className="muted">{t("score.waits")}</p>;
  const shown = number(score.shown, { min: 1 });
  const exact = number(score.exact);
  const isRounded = Number(score.exact) !== Number(score.shown);
  return (
    <>
      <p>
        {score.count === 1
          ? t("score.one", { value: exact })
          : isRounded
            ? t("score.rounded", { sum: score.sum, count: score.count, exact, shown })
            : t("score.exact", { sum: score.sum, count: score.count, shown })}
      </p>
      {score.warnings.map((warning) => (
        <Banner key={warning} tone="warn" icon={IconAlertTriangle}>
          {t(`warning.${warning}`)} {t("warning.keep")}
        </Banner>
      ))}
    </>
  );
}
