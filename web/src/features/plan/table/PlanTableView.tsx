import type { ComponentProps } from "react";
import { useI18n } from "../../../lib/i18n";
import { ActionTable } from "./ActionTable";
import { ActionToolbar } from "./ActionToolbar";
import { SavedViews } from "./SavedViews";

type Props = Omit<ComponentProps<typeof ActionTable>, "emptyText" | "toolbar"> & {
  tenant: ComponentProps<typeof SavedViews>["tenant"] | null;
};

/** The actions of a plan as a table. */
export function PlanTableView({ tenant, ...props }: Props) {
  const { t } = useI18n("plan");
  return (
    <ActionTable
      {...props}
      emptyText={t("actions.none")}
      toolbar={(file) => (
        <ActionToolbar hasTable file={file}>
          {tenant !== null && <SavedViews tenant={tenant} onListChanged={props.onRefresh} />}
        </ActionToolbar>
      )}
    />
  );
}
