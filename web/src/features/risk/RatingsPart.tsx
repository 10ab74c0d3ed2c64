import { useWatch } from "react-hook-form";
import { useI18n } from "../../lib/i18n";
import { TextField } from "../../ui/form/fields";
import { RatingFields } from "./RatingFields";
import { isHigher } from "./ratingValues";
import type { Scale } from "./scale";

const inherent = { probability: "inherentProbability", impact: "inherentImpact" };
const residual = { probability: "residualProbability", impact: "residualImpact" };

/** Both ratings of a risk. What is left after measures and yet more than before asks for its reason. */
export function RatingsPart({ scale }: { scale: Scale }) {
  const { t } = useI18n("risk");
  const [inP, inI, reP, reI, reason] = useWatch({
    name: [inherent.probability, inherent.impact, residual.probability, residual.impact, "residualReason"],
  }) as [string, string, string, string, string];
  const isAbove = isHigher([reP, reI], [inP, inI]);
  return (
    <>
      <RatingFields legend={t("inherent")} help={t("inherent.help")} scale={scale} names={inherent} />
      <RatingFields
        legend={t("residual")}
        help={t("residual.help")}
        scale={scale}
        names={residual}
        optional
      />
      {(isAbove || reason !== "") && (
        <TextField
          name="residualReason"
          label={t("residualReason")}
          help={t("residualReason.help")}
          rows={2}
        />
      )}
    </>
  );
}
