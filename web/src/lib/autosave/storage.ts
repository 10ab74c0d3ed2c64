/** The queue on this device: one database per account, so that nobody else who uses the browser meets it. */
import type { FieldConflict } from "../api/error";
import { DeviceTable } from "../deviceTable";

/** One field that was typed and not yet confirmed by the server. */
export type Pending = {
  /** Object and field: typing again replaces what waits. */
  key: string;
  /** The institution the object belongs to, and where to find the field again. */
  tenantId: string;
  place: { label: string; href: string };
  /** The value in words: the list of what is unsent knows neither people nor units. */
  shown: string;
  /** The mutation with its text: it can be sent without the page that wrote it. */
  document: { id: string; text: string };
  objectId: string;
  field: string;
  value: unknown;
  /** The whole input, for what is not the change of one field: it is sent as it stands. */
  input?: Record<string, unknown>;
  /** The version of the object whose value the person saw when starting to type. */
  expectedVersion: number;
  changedAt: string;
  /** Set when the server refused: such an entry is kept for the person and not sent again by itself. */
  stopped:
    | null
    | { kind: "refused"; message: string }
    | { kind: "conflict"; conflict: FieldConflict; currentVersion: number };
};

export class PendingStorage extends DeviceTable<Pending> {
  constructor(accountId: string) {
    super({ database: `calitas.${accountId}`, table: "pending", version: 1 });
  }
}
