/**
 * Files on their way to the server, one after the other, outside of any page: they go on when the reader walks to
 * another page, wait without a connection, and are kept on this device until they have arrived, so that a reload or a
 * crash costs one chunk at most. Evidence chosen without a connection waits with its files.
 */
import { alone } from "../../lib/alone";
import { announce } from "../../lib/announce";
import { client } from "../../lib/api/client";
import { isPassing } from "../../lib/api/error";
import { loadTexts, textsOf } from "../../lib/i18n";
import { isOnline, onOnlineChange, reportReached } from "../../lib/online";
import { session } from "../../lib/session/session";
import { createStore, useStore } from "../../lib/store";
import { CancelUpload } from "./operations";
import "./texts";
import { attach, begin, finish, Refused, send, silent, type Way } from "./transfer";
import { type Kept, type Target, UploadStorage } from "./uploadStorage";

export type Upload = Target & {
  key: string;
  name: string;
  size: number;
  href: string;
  sent: number;
  state: "waiting" | "sending" | "paused" | "checking" | "failed";
  /** Why it failed, in the reader's language. */
  failure: string | null;
  /** Whether the same may succeed later. */
  isPassing: boolean;
  /** Whether it outlives the page: the browser may forbid storing, or have no room. */
  isKept: boolean;
};

const queue = createStore<readonly Upload[]>([]);
let storage: UploadStorage | null = null;
let isRunning = false;

/** Everything on its way or refused, in the order in which it was taken. */
export const waiting = queue.get;
export const useUploads = (): readonly Upload[] => useStore(queue);

/** Follows the session: what this device has kept of an account goes on wherever that account is. */
export function startUploads(): void {
  session.subscribe(() => void recall());
  onOnlineChange(() => void run());
  void recall();
}

/** Takes files into the queue; resolves when they are kept. */
export async function enqueue(target: Target, files: File[]): Promise<void> {
  await recall();
  for (const file of files) {
    const key = crypto.randomUUID();
    const href = location.pathname + location.search;
    const kept: Kept = { ...target, key, name: file.name, size: file.size, file, href, upload: null };
    const isKept = await storage?.put(kept).then(
      () => true,
      () => false,
    );
    add(kept, isKept === true);
  }
  void run();
}

/** Takes up what this device has kept, once per account. */
export async function recall(): Promise<void> {
  const account = session.get().account?.id ?? null;
  if (account === null) return;
  if (storage?.accountId !== account) {
    const own = new UploadStorage(account);
    storage = own;
    queue.set([]);
    files.clear();
    const kept = await own.all().catch(() => []);
    if (storage === own) for (const one of kept) add(one, true);
  }
  void run();
}

export function pause(key: string): void {
  change(key, { state: "paused" });
}

export function resume(key: string): void {
  change(key, { state: "waiting", failure: null });
  void run();
}

/** Gives an upload up, here and on the server. */
export async function giveUp(key: string): Promise<void> {
  const kept = await storage?.get(key).catch(() => undefined);
  await forget(key);
  if (kept?.upload) {
    await client
      .get()
      .mutation(CancelUpload, { input: { uploadId: kept.upload.id } })
      .toPromise();
  }
}

/** Erases all of it from this device; what the server has begun to receive it forgets by itself. */
export async function forgetUploads(): Promise<void> {
  queue.set([]);
  files.clear();
  await storage?.clear().catch(() => undefined);
}

/** The content, also where the device could not keep it. */
const files = new Map<string, Blob>();

function add({ file, upload: _, ...kept }: Kept, isKept: boolean): void {
  files.set(kept.key, file);
  const fresh = { sent: 0, state: "waiting", failure: null, isPassing: false, isKept } as const;
  queue.set([...queue.get(), { ...kept, ...fresh }]);
}

function change(key: string, to: Partial<Pick<Upload, "state" | "sent" | "failure" | "isPassing">>): void {
  queue.set(queue.get().map((upload) => (upload.key === key ? { ...upload, ...to } : upload)));
}

async function forget(key: string): Promise<void> {
  queue.set(queue.get().filter((upload) => upload.key !== key));
  files.delete(key);
  await storage?.delete(key).catch(() => undefined);
}

/** One tab of the browser sends; the others find what it has brought when their turn comes. */
async function run(): Promise<void> {
  if (isRunning || next() === undefined) return;
  isRunning = true;
  try {
    await loadTexts("document");
    await alone(`calitas.uploads.${storage?.accountId}`, async () => {
      for (let upload = next(); upload !== undefined; upload = next()) await bring(upload);
    });
  } catch {
    // The texts did not come; the next change of the connection tries again.
  } finally {
    isRunning = false;
  }
}

/** What may go out now: under no other name than that of who chose it. */
function next(): Upload | undefined {
  const { status, account } = session.get();
  if (!isOnline() || status !== "signedIn" || account.id !== storage?.accountId) return undefined;
  return queue.get().find(({ state }) => state === "waiting");
}

globalThis.addEventListener?.("beforeunload", (event) => {
  const isLost = ({ state, isKept }: Upload) => state === "sending" || state === "checking" || !isKept;
  if (queue.get().some(isLost)) event.preventDefault();
});

/** Brings one file as far as it goes. */
async function bring({ key, name, size }: Upload): Promise<void> {
  const t = textsOf("document");
  change(key, { state: "sending" });
  try {
    const way = await wayOf(key);
    const file = files.get(key);
    if (file === undefined) throw new Refused({ ...silent, code: "NOT_FOUND" });
    await send(file, way, (sent) => {
      if (stateOf(key) !== "sending") return false;
      change(key, { sent });
      return true;
    });
    if (stateOf(key) !== "sending") return;
    change(key, { sent: size, state: "checking" });
    await finish(way.id);
    await forget(key);
    announce(t("upload.arrived", { name }));
  } catch (reason) {
    if (stateOf(key) === undefined || stateOf(key) === "paused") return;
    const refusal = reason instanceof Refused ? reason.error : null;
    if (refusal === null || refusal.code === "NETWORK") {
      reportReached(false);
      change(key, { state: "waiting" });
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return;
    }
    const why = refusal.fields[0]?.message || refusal.message || t("upload.unreadable");
    // A refused file is done with; of refused evidence the file is still the only copy.
    const mayPass = isPassing(refusal) || find(key)?.evidenceId === null;
    change(key, { state: "failed", failure: why, isPassing: mayPass });
    if (!mayPass) await storage?.delete(key).catch(() => undefined);
    announce(t("upload.failed", { name, why }));
  }
}

async function wayOf(key: string): Promise<Way> {
  const kept = await storage?.get(key).catch(() => undefined);
  if (kept?.upload) return kept.upload;
  const upload = find(key);
  if (upload === undefined) throw new Refused({ ...silent, code: "NOT_FOUND" });
  const evidenceId = upload.evidenceId ?? (await settled(upload.claim.key, await attach(upload.claim)));
  const way = await begin(evidenceId, upload);
  if (kept) await storage?.put({ ...kept, evidenceId, claim: null, upload: way }).catch(() => undefined);
  return way;
}

/** The evidence is there: all its files go to it. */
async function settled(claim: string, evidenceId: string): Promise<string> {
  const target = { evidenceId, claim: null };
  const own = queue.get().filter((upload) => upload.claim?.key === claim);
  queue.set(queue.get().map((upload) => (own.includes(upload) ? { ...upload, ...target } : upload)));
  for (const { key } of own) {
    const kept = await storage?.get(key).catch(() => undefined);
    if (kept) await storage?.put({ ...kept, ...target }).catch(() => undefined);
  }
  return evidenceId;
}

const find = (key: string) => queue.get().find((upload) => upload.key === key);
const stateOf = (key: string) => find(key)?.state;
