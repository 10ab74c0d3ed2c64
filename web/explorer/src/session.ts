/** The access token of the browser's session, fetched by its cookie and again shortly before it ends. */
let known: { token: string; endsAt: number } | undefined;
let asking: Promise<string | null> | undefined;

const earlyMs = 60_000;
const refresh = "mutation RefreshSession { refreshSession(input: {}) { accessToken expiresAt } }";

/** A token that holds, or null when nobody is signed in. Calls at the same time share one question. */
export async function accessToken(): Promise<string | null> {
  if (known !== undefined && known.endsAt - Date.now() > earlyMs) return known.token;
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<string | null> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: refresh }),
    credentials: "same-origin",
  });
  const answer: Answer = await response.json();
  const payload = answer.data?.refreshSession;
  known = payload ? { token: payload.accessToken, endsAt: Date.parse(payload.expiresAt) } : undefined;
  return known?.token ?? null;
}

type Answer = { data?: { refreshSession: { accessToken: string; expiresAt: string } | null } | null };
