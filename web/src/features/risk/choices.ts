import { graphql } from "../../gql";
import { useResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { localName } from "../../lib/viewer";
import type { PickerOption } from "../../ui/form/Picker";
import { useHere } from "./here";

const Choices = graphql(`
  query RiskChoices($tenantId: ID!) {
    tenant(id: $tenantId) {
      id
      riskUnits { unit { id nameRo nameEn } viewerCanWrite { allowed } }
      riskTargets { id kind code title objectiveTitle }
    }
  }
`);

export type Choices = { units: PickerOption[]; targets: PickerOption[]; isHere: boolean };

/** Compartments one may enter risks for, and what a risk can threaten; what was chosen stays in the lists. */
export function useChoices(chosen: {
  unit: { id: string; nameRo: string; nameEn: string } | null;
  target: { id: string; code: string; title: string } | null;
}): Choices {
  const { t } = useI18n("risk");
  const { id } = useHere();
  const tenant = useResult(Choices, { tenantId: id }).data?.tenant;
  const units = (tenant?.riskUnits ?? [])
    .filter(({ unit, viewerCanWrite }) => viewerCanWrite.allowed || unit.id === chosen.unit?.id)
    .map(({ unit }) => ({ id: unit.id, label: localName(unit) }));
  const targets: PickerOption[] = (tenant?.riskTargets ?? []).map((target) => ({
    id: target.id,
    label: t("target.named", { code: target.code, title: target.title }),
    hint:
      target.kind === "ACTIVITY" ? (target.objectiveTitle ?? t("target.ACTIVITY")) : t("target.OBJECTIVE"),
  }));
  return {
    units: withChosen(units, chosen.unit && { id: chosen.unit.id, label: localName(chosen.unit) }),
    targets: withChosen(
      targets,
      chosen.target && { id: chosen.target.id, label: t("target.named", chosen.target) },
    ),
    isHere: tenant !== undefined && tenant !== null,
  };
}

function withChosen(options: PickerOption[], chosen: PickerOption | null): PickerOption[] {
  return chosen === null || options.some(({ id }) => id === chosen.id) ? options : [...options, chosen];
}
