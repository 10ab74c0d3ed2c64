import { romanianOrder } from "../../lib/format/search";
import type { PickerOption } from "./Picker";

type Person = {
  id: string;
  displayName: string;
  unit?: string | null | undefined;
  disabledReason?: string | undefined;
};

/** People as a picker offers them: by function or name, with their unit, those who cannot be chosen last. */
export function peopleOptions(people: Person[]): PickerOption[] {
  return people
    .map(({ id, displayName, unit, disabledReason }) => ({
      id,
      label: displayName,
      hint: unit ?? undefined,
      disabledReason,
    }))
    .sort(
      (one, other) =>
        Number(Boolean(one.disabledReason)) - Number(Boolean(other.disabledReason)) ||
        romanianOrder.compare(one.label, other.label),
    );
}
