/** Files that wait to be sent, on this device: one database per account, so that nobody else meets them. */
import { DeviceTable } from "../../lib/deviceTable";
import type { Way } from "./transfer";

export type Kept = {
  key: string;
  evidenceId: string;
  name: string;
  size: number;
  file: Blob;
  /** The upload on the server, once it was started. */
  upload: Way | null;
};

export class UploadStorage extends DeviceTable<Kept> {
  readonly accountId: string;

  constructor(accountId: string) {
    super({ database: `calitas.uploads.${accountId}`, table: "upload", version: 1 });
    this.accountId = accountId;
  }
}
