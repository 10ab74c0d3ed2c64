/**
 * Files on their way to the server, one after the other, outside of any page: they go on when the reader walks to
 * another page, wait without a connection, and are kept on this device until they have arrived, so that a reload or a
 * crash costs one chunk at most.
 */
import { alone } from "../../lib/alone";
import { announce } from "../../lib/announce";
import { ask } from "../../lib/api/bytes";
import { client } from "../../lib/api/client";
import { isPassing, toApiError } from "../../lib/api/error";
import { textsOf } from "../../lib/i18n";
import { isOnline, onOnlineChange, reportReached } from "../../lib/online";
import { session } from "../../lib/session/session";
import { createStore, useStore } from "../../lib/store";
import { CancelUpload, StartUpload } from "./operations";
import { finish, offsetOf, Refused, silent, told, type Way } from "./transfer";
import { type Kept, UploadStorage } from "./uploadStorage";

export type Upload = {
  key: string;
  evidenceId: string;
  name: string;
  size: number;
  sent: number;
  state: "waiting" | "sending" | "paused" | "checking" | "failed";
  /** Why it failed, in the reader's language. */
  failure: string | null;
  /** Whether the same may succeed later. */
  isPassing: boolean;
};

const queue = createStore<Upload[]>([]);
let storage: UploadStorage | null = null;
let isRunning = false;

/** Follows the uploads to a piece of evidence. */
export function useUploads(evidenceId: string): Upload[] {
  return useStore(queue).filter((upload) => upload.evidenceId === evidenceId);
}

/** Everything on its way or refused, in the order in which it was taken. */
export const waiting = queue.get;

/** Takes files into the queue. */
export async function enqueue(evidenceId: string, files: File[]): Promise<void> {
  await recall();
  for (const file of files) {
    const key = crypto.randomUUID();
    const kept: Kept = { key, evidenceId, name: file.name, size: file.size, file, upload: null };
    await storage?.put(kept).catch(() => undefined);
    add(kept, file);
  }
  void run();
}

/** Goes on with what this device has kept, once per account. */
export async function recall(): Promise<void> {
  const account = session.get().account?.id ?? null;
  if (account === null || storage?.accountId === account) return;
  storage = new UploadStorage(account);
  queue.set([]);
  files.clear();
  const kept = await storage.all().catch(() => []);
  for (const one of kept) add(one, one.file);
  if (kept.length > 0) void run();
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

/** The content, also where the device could not keep it. */
const files = new Map<string, Blob>();

function add(kept: Kept, file: Blob): void {
  files.set(kept.key, file);
  const { key, evidenceId, name, size } = kept;
  const fresh: Upload = {
    key,
    evidenceId,
    name,
    size,
    sent: 0,
    state: "waiting",
    failure: null,
    isPassing: false,
  };
  queue.set([...queue.get(), fresh]);
}

function change(key: string, to: Partial<Upload>): void {
  queue.set(queue.get().map((upload) => (upload.key === key ? { ...upload, ...to } : upload)));
}

async function forget(key: string): Promise<void> {
  queue.set(queue.get().filter((upload) => upload.key !== key));
  files.delete(key);
  await storage?.delete(key).catch(() => undefined);
}

/** One tab of the browser sends; the others find what it has brought when their turn comes. */
async function run(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    await alone(`calitas.uploads.${storage?.accountId}`, async () => {
      for (;;) {
        const next = queue.get().find(({ state }) => state === "waiting");
        if (next === undefined || !isOnline()) return;
        await bring(next);
      }
    });
  } finally {
    isRunning = false;
  }
}

onOnlineChange(() => {
  if (isOnline()) void run();
});

globalThis.addEventListener?.("beforeunload", (event) => {
  if (queue.get().some(({ state }) => state === "sending" || state === "checking")) event.preventDefault();
});

/** Brings one file as far as it goes. */
async function bring(upload: Upload): Promise<void> {
  const t = textsOf("document");
  const { key, name } = upload;
  change(key, { state: "sending" });
  try {
    const way = await open(upload);
    await send(upload, way);
    if (stateOf(key) !== "sending") return;
    change(key, { sent: upload.size, state: "checking" });
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
    change(key, { state: "failed", failure: why, isPassing: isPassing(refusal) });
    if (!isPassing(refusal)) await storage?.delete(key).catch(() => undefined);
    announce(t("upload.failed", { name, why }));
  }
}

async function open({ key, evidenceId, name, size }: Upload): Promise<Way> {
  const kept = await storage?.get(key).catch(() => undefined);
  if (kept?.upload) return kept.upload;
  const input = { evidenceId, name, sizeBytes: size, idempotencyKey: key };
  const result = await client.get().mutation(StartUpload, { input }).toPromise();
  if (result.error) throw new Refused(toApiError(result.error));
  const way = result.data?.startUpload.upload as Way;
  if (kept) await storage?.put({ ...kept, upload: way }).catch(() => undefined);
  return way;
}

async function send({ key, size }: Upload, { path, chunkBytes }: Way): Promise<void> {
  const file = files.get(key);
  if (file === undefined) throw new Refused({ ...silent, code: "NOT_FOUND" });
  const here = await ask("HEAD", path);
  // Gone: another tab has brought it, or it was given up; finishing tells which.
  if (here.status === 404) return;
  let sent = await told(here);
  while (sent < size) {
    if (stateOf(key) !== "sending") return;
    change(key, { sent });
    const headers = { "content-type": "application/octet-stream", "upload-offset": String(sent) };
    const response = await ask("PATCH", path, headers, file.slice(sent, sent + chunkBytes));
    // Somebody else's tab may have been faster: the server's word counts.
    sent = response.status === 409 ? offsetOf(response) : await told(response);
  }
}

function stateOf(key: string): Upload["state"] | undefined {
  return queue.get().find((upload) => upload.key === key)?.state;
}
