/** Requests that carry bytes instead of documents. */
import { language } from "../i18n/language";
import { reportReached } from "../online";
import { renewOrWait } from "../session/session";
import { accessToken } from "../session/token";
import { type ApiError, toApiError, unreached } from "./error";

/** Asks as the person who is signed in; a session that has just ended is renewed once. */
export async function ask(
  method: string,
  path: string,
  headers = {},
  body?: Blob,
  signal?: AbortSignal,
): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const authorization = `Bearer ${accessToken() ?? ""}`;
    const response = await fetch(path, {
      method,
      headers: { ...headers, authorization, "accept-language": language.get() },
      body: body ?? null,
      signal: signal ?? null,
    });
    reportReached(true);
    if (response.status !== 401 || attempt > 0) return response;
    await renewOrWait();
  }
}

/** Why the server refused. An answer without a reason is a line that was cut. */
export async function refusalIn(response: Response): Promise<ApiError> {
  const answer = (await response.json().catch(() => null)) as Stated | null;
  const stated = answer?.errors?.[0];
  return stated === undefined ? unreached : toApiError(stated);
}

type Stated = { errors?: { message: string; extensions?: Record<string, unknown> }[] };
