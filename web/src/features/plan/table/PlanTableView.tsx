import type { ComponentProps } from "react";
import { useI18n } from "../../../lib/i18n";
import { ActionTable } from "./ActionTable";
import { ActionToolbar } from "./ActionToolbar";
import { SavedViews } from "./SavedViews";

type Props = Omit<ComponentProps<typeof ActionTable>, "emptyText"> & {
  tenant: ComponentProps<typeof SavedViews>["tenant"] | null;
};

/** The actions of a plan as a table. */
export function PlanTableView({ tenant, ...props }: Props) {
  const { t } = useI18n("plan");
  return (
    <>
      <ActionToolbar hasTable>
        {tenant !== null && <SavedViews tenant={tenant} onListChanged={props.onRefresh} />}
      </ActionToolbar>
      <ActionTable {...props} emptyText={t("actions.none")} />
    </>
  );
}
