/** What an upload says to the server and what it hears. */
import { ask, refusalIn } from "../../lib/api/bytes";
import { client } from "../../lib/api/client";
import { type ApiError, toApiError } from "../../lib/api/error";
import { CreateEvidence, FinishUpload, StartUpload } from "./operations";
import type { Claim } from "./uploadStorage";

/** Where the chunks of an upload go. */
export type Way = { id: string; path: string; chunkBytes: number };

/** A refusal in the words of the server. */
export class Refused extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.message);
    this.error = error;
  }
}

export const silent = toApiError({ message: "" });

/** Attaches the evidence that the files belong to; asked twice, the server answers with the same. */
export async function attach({ key, ...words }: Claim): Promise<string> {
  const input = { ...words, idempotencyKey: key };
  const result = await client.get().mutation(CreateEvidence, { input }).toPromise();
  if (!result.data) throw new Refused(toApiError(result.error ?? { message: "" }));
  return result.data.createEvidence.evidence.id;
}

/** Announces a file. */
export async function begin(
  evidenceId: string,
  file: { key: string; name: string; size: number },
): Promise<Way> {
  const input = { evidenceId, name: file.name, sizeBytes: file.size, idempotencyKey: file.key };
  const result = await client.get().mutation(StartUpload, { input }).toPromise();
  if (!result.data) throw new Refused(toApiError(result.error ?? { message: "" }));
  return result.data.startUpload.upload as Way;
}

/** Sends what the server does not have, chunk by chunk; `onSent` says how far it is and whether to go on. */
export async function send(
  file: Blob,
  { path, chunkBytes }: Way,
  onSent: (sent: number) => boolean,
): Promise<void> {
  const here = await ask("HEAD", path);
  // Gone: another tab has brought it, or it was given up; finishing tells which.
  if (here.status === 404) return;
  let sent = await told(here);
  while (sent < file.size) {
    if (!onSent(sent)) return;
    const headers = { "content-type": "application/octet-stream", "upload-offset": String(sent) };
    const response = await ask("PATCH", path, headers, file.slice(sent, sent + chunkBytes));
    // Somebody else's tab may have been faster: the server's word counts.
    sent = response.status === 409 ? offsetOf(response) : await told(response);
  }
}

/** Checking may take longer than a request, so it is asked for until it is over. */
export async function finish(id: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const result = await client
      .get()
      .mutation(FinishUpload, { input: { uploadId: id } })
      .toPromise();
    if (!result.error) return;
    const error = toApiError(result.error);
    const reason = result.error.graphQLErrors[0]?.extensions?.reason;
    const isWorking =
      reason === "UPLOAD_BEING_CHECKED" ||
      error.code === "RATE_LIMITED" ||
      (error.code === "UNAVAILABLE" && reason === undefined);
    if (!isWorking || attempt >= patience) throw new Refused(error);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
}

/** Two minutes of asking. */
const patience = 80;

/** How much the server has, or its refusal. */
async function told(response: Response): Promise<number> {
  if (response.ok) return offsetOf(response);
  throw new Refused(await refusalIn(response));
}

function offsetOf(response: Response): number {
  return Number(response.headers.get("upload-offset") ?? 0);
}
