import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { ActionFrom } from "../../plan/acts/ActionFrom";

type Props = { code: string; unitId: string; onCreated: () => void };

/** A measure against a risk: an action of a plan, with the risk as what it follows from. */
export function AddMeasure({ code, unitId, onCreated }: Props) {
  const { t } = useI18n("risk");
  const [, setSearch] = useSearchState();
  return (
    <ActionFrom
      source={{ kind: "RISK", reference: code }}
      words={{
        plan: t("measure.inPlan"),
        help: t("measure.inPlan.help"),
        none: t("measure.noPlan"),
        noneCreate: t("measure.noPlan.create"),
        newPlan: t("measure.newPlan"),
      }}
      unitId={unitId}
      onCreated={onCreated}
      onClose={() => setSearch({ act: undefined })}
    />
  );
}
