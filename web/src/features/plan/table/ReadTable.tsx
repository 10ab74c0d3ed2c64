import type { TableProps } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import type { ActionCore } from "../fragments";

/** The list of actions for those who may not change any of them. */
export function ReadTable(props: TableProps<ActionCore>) {
  return <DataTable {...props} />;
}
