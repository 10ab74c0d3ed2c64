import type { TableProps } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import type { ActionRow } from "../fragments";

/** The list of actions for those who may not change any of them. */
export function ReadTable(props: TableProps<ActionRow>) {
  return <DataTable {...props} />;
}
