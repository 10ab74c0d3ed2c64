/**
 * What was typed into forms and not sent yet, on this device. Fields that save themselves have the autosave queue
 * instead: a draft is sent by its person only.
 */
import { DeviceTable } from "../deviceTable";

export type Draft = {
  key: string;
  value: unknown;
  /** What it was typed into, and where to find that again. */
  label: string;
  href: string;
  changedAt: string;
};

const open = new Map<string, DeviceTable<Draft>>();

/** The drafts of one account; nobody else who uses the browser meets them. */
export function draftsOf(accountId: string): DeviceTable<Draft> {
  const known = open.get(accountId);
  if (known !== undefined) return known;
  const table = new DeviceTable<Draft>({
    database: `calitas.drafts.${accountId}`,
    table: "draft",
    version: 2,
  });
  open.set(accountId, table);
  return table;
}
