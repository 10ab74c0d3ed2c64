import { useI18n } from "../../lib/i18n";
import { DateField } from "../../ui/form/DateField";
import { RadioField, TextField } from "../../ui/form/fields";
import type { PickerOption } from "../../ui/form/Picker";
import { PickerField } from "../../ui/form/PickerField";
import type { Choices } from "./choices";
import { RatingsPart } from "./RatingsPart";
import type { Scale } from "./scale";
import { strategies } from "./words";

type Props = {
  scale: Scale;
  choices: Choices;
  people: PickerOption[];
  /** A new risk gets its review in a year when nobody chooses a day. */
  isNew?: boolean;
};

/** The fields of a risk in the order of the register of the order. */
export function RiskFields({ scale, choices, people, isNew = false }: Props) {
  const { t } = useI18n("risk");
  return (
    <>
      <TextField name="title" label={t("risk")} help={t("risk.help")} />
      <PickerField name="unitId" label={t("unit")} options={choices.units} />
      <PickerField
        name="targetId"
        label={t("target")}
        help={t("target.help")}
        options={choices.targets}
        optional
      />
      <TextField name="causes" label={t("causes")} rows={3} optional />
      <TextField name="consequences" label={t("consequences")} rows={3} optional />
      <RatingsPart scale={scale} />
      <StrategyField />
      <PickerField name="ownerId" label={t("owner")} help={t("owner.help")} options={people} optional />
      <DateField
        name="nextReviewOn"
        label={t("nextReviewOn")}
        help={t(isNew ? "nextReviewOn.help" : "nextReviewOn.edit.help")}
        optional={isNew}
      />
      <TextField name="remarks" label={t("remarks")} rows={2} optional />
    </>
  );
}

/** What is done about a risk, each answer with what it means. */
export function StrategyField({ name = "strategy" }: { name?: string }) {
  const { t } = useI18n("risk");
  return (
    <RadioField
      name={name}
      label={t("strategy")}
      options={strategies.map((value) => ({
        value,
        label: t(`strategy.${value}`),
        help: t(`strategy.${value}.help`),
      }))}
    />
  );
}
