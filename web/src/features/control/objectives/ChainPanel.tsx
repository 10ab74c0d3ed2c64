import type { PickerOption } from "../../../ui/form/Picker";
import { ActivityPanel } from "./ActivityPanel";
import type { ChainRow } from "./chain";
import { IndicatorPanel } from "./IndicatorPanel";
import { ObjectivePanel } from "./ObjectivePanel";

export type PanelProps = {
  id: string;
  tenantId: string;
  /** Compartments that something can be given to. */
  units: PickerOption[];
  onClose: () => void;
};

/** What was opened in the tree. */
export function ChainPanel({ row, ...rest }: Omit<PanelProps, "id"> & { row: ChainRow }) {
  switch (row.kind) {
    case "GENERAL":
    case "SPECIFIC":
      return <ObjectivePanel id={row.id} {...rest} />;
    case "ACTIVITY":
      return <ActivityPanel id={row.id} {...rest} />;
    case "INDICATOR":
      return <IndicatorPanel id={row.id} {...rest} />;
  }
}
