/** The scale of an institution: what its numbers are called. Which band an exposure is in comes with the scale. */
import { graphql } from "../../gql";
import type { RiskBand, RiskScaleCode, RiskScales_SettingFragment } from "../../gql/graphql";
import { language } from "../../lib/i18n/language";

export const riskScales = graphql(`
  fragment RiskScales_setting on RiskSetting {
    scale { code }
    scales {
      code
      points
      maxExposure
      levels { value labelRo labelEn }
      bands { band labelRo labelEn min max }
    }
    tolerance { limit }
  }
`);

export type Scales = RiskScales_SettingFragment;
export type Scale = Scales["scales"][number];
export type Rating = { probability: number; impact: number; exposure: number; band: RiskBand };

/** The scale something is rated on; the present one unless told. */
export function scaleOf({ scale, scales }: Scales, code: RiskScaleCode = scale.code): Scale {
  const found = scales.find((one) => one.code === code) ?? scales[0];
  if (found === undefined) throw new Error("an institution has a scale of risks");
  return found;
}

/** The values of a scale, 1 first. */
export function valuesOf({ points }: Scale): number[] {
  return Array.from({ length: points }, (_, at) => at + 1);
}

/** The band of an exposure; products that cannot occur have none. */
export function bandOf({ bands }: Scale, exposure: number): RiskBand | null {
  return bands.find(({ min, max }) => exposure >= min && exposure <= max)?.band ?? null;
}

/** „4 – ridicat” */
export function levelIn({ levels }: Scale, value: number): string {
  const found = levels.find((level) => level.value === value);
  return found === undefined ? String(value) : `${value} – ${said(found)}`;
}

/** „ridicat” */
export function levelWord({ levels }: Scale, value: number): string {
  const found = levels.find((level) => level.value === value);
  return found === undefined ? "" : said(found);
}

/** „ridicată”: the band as the scale calls it. */
export function bandWord({ bands }: Scale, band: RiskBand): string {
  const found = bands.find((one) => one.band === band);
  return found === undefined ? "" : said(found);
}

/** „R”: the first letter of the word, so that no tint has to be told. */
export function bandLetter(scale: Scale, band: RiskBand): string {
  return bandWord(scale, band).slice(0, 1).toLocaleUpperCase(language.get());
}

function said({ labelRo, labelEn }: { labelRo: string; labelEn: string }): string {
  return language.get() === "en" ? labelEn : labelRo;
}
