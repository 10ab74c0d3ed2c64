/** Files that wait to be sent, on this device: one database per account, so that nobody else meets them. */
import { DeviceTable } from "../../lib/deviceTable";
import type { Way } from "./transfer";

/** Evidence that the server does not know yet: it is attached when its first file goes out. */
export type Claim = {
  /** Also what makes the server attach it once, however often it is asked. */
  key: string;
  subjectId: string;
  title: string;
  effectiveOn: string | null;
  description: string;
};

/** What the files are sent to: evidence, or what is to become evidence. */
export type Target = { evidenceId: string; claim: null } | { evidenceId: null; claim: Claim };

export type Kept = Target & {
  key: string;
  name: string;
  size: number;
  file: Blob;
  /** The page on which the file was chosen. */
  href: string;
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
