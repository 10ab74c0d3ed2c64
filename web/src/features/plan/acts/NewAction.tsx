import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card } from "../../../ui/layout/Section";
import { NewActionForm } from "./NewActionForm";

/** The form of a new action on the page of its plan. */
export function NewAction({ planId, onCreated }: { planId: string; onCreated: () => void }) {
  const { t } = useI18n("plan");
  const [, setSearch] = useSearchState();
  const close = () => setSearch({ new: undefined });
  return (
    <Card>
      <FormPanel title={t("action.new")} onClose={close}>
        <NewActionForm planId={planId} onCreated={onCreated} onClose={close} />
      </FormPanel>
    </Card>
  );
}
