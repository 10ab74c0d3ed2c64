import { useResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { PickerField } from "../../ui/form/PickerField";
import { ImportPlansDocument } from "./operations";

/** The plan that actions go to; of those that take none, why. */
export function PlanField({ tenantId }: { tenantId: string }) {
  const { t } = useI18n("import");
  const { data } = useResult(ImportPlansDocument, { tenantId });
  const options = (data?.plans.nodes ?? []).map(({ id, code, title, viewerCan }) => ({
    id,
    label: `${code} ${title}`,
    disabledReason: viewerCan.addAction.reason ?? undefined,
  }));
  return <PickerField name="planId" label={t("plan")} options={options} />;
}
