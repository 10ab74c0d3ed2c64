/** Requests that carry bytes instead of documents. */
import { language } from "../i18n/language";
import { reportReached } from "../online";
import { renewOrWait } from "../session/session";
import { accessToken } from "../session/token";

/** Asks as the person who is signed in; a session that has just ended is renewed once. */
export async function ask(method: string, path: string, headers = {}, body?: Blob): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const authorization = `Bearer ${accessToken() ?? ""}`;
    const response = await fetch(path, {
      method,
      headers: { ...headers, authorization, "accept-language": language.get() },
      body: body ?? null,
    });
    reportReached(true);
    if (response.status !== 401 || attempt > 0) return response;
    await renewOrWait();
  }
}
