/** What an upload says to the server and what it hears. */
import { client } from "../../lib/api/client";
import { type ApiError, toApiError } from "../../lib/api/error";
import { FinishUpload } from "./operations";

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

/** How much the server has, or its refusal. An answer without a reason is a line that was cut. */
export async function told(response: Response): Promise<number> {
  if (response.ok) return offsetOf(response);
  const answer = (await response.json().catch(() => null)) as { errors?: { message: string }[] } | null;
  const stated = answer?.errors?.[0];
  throw new Refused(stated === undefined ? { ...silent, code: "NETWORK" } : toApiError(stated));
}

export function offsetOf(response: Response): number {
  return Number(response.headers.get("upload-offset") ?? 0);
}
