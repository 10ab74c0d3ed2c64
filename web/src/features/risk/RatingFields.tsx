import { useWatch } from "react-hook-form";
import { useI18n } from "../../lib/i18n";
import { SelectField } from "../../ui/form/fields";
import { Exposure } from "./Exposure";
import styles from "./RatingFields.module.css";
import { bandOf, levelIn, type Scale, valuesOf } from "./scale";

type Props = {
  legend: string;
  help?: string;
  scale: Scale;
  /** The names of both values in the form. */
  names: { probability: string; impact: string };
  /** Whether there may be no rating yet. */
  optional?: boolean;
};

/** Probability and impact in the words of the scale, and at once what they come to. */
export function RatingFields({ legend, help, scale, names, optional }: Props) {
  const { t } = useI18n("risk");
  const [probability, impact] = useWatch({ name: [names.probability, names.impact] }) as string[];
  const exposure = Number(probability) * Number(impact);
  const band = bandOf(scale, exposure);
  const options = [
    { value: "", label: t(optional ? "rating.notYet" : "rating.choose") },
    ...valuesOf(scale).map((value) => ({ value: String(value), label: levelIn(scale, value) })),
  ];
  return (
    <fieldset className={styles.rating}>
      <legend>{optional ? t("optional", { label: legend }) : legend}</legend>
      {help && <p className="small muted">{help}</p>}
      <div className={styles.fields}>
        <SelectField name={names.probability} label={t("probability")} options={options} />
        <SelectField name={names.impact} label={t("impact")} options={options} />
      </div>
      <p className={styles.result} aria-live="polite">
        {exposure > 0 && band !== null ? (
          <>
            <span>{t("exposure")}:</span> <Exposure scale={scale} exposure={exposure} band={band} />
          </>
        ) : (
          <span className="muted">{t("rating.explained")}</span>
        )}
      </p>
    </fieldset>
  );
}
