/**
 * The access token: in memory only, shared between the tabs of one browser by message, renewed by the cookie that
 * scripts cannot read. One tab renews at a time, the others take its token: a cookie used twice ends the session.
 */
import { alone } from "../alone";
import { send } from "../api/send";
import { RefreshSession } from "./door";

export type Account = { id: string; email: string; displayName: string; language: "RO" | "EN" };
type Grant = { accessToken: string; expiresAt: string; account: Account };
/** `another`: on this browser somebody else has signed in meanwhile; this tab holds nothing of theirs. */
export type Renewal = { kind: "granted"; account: Account } | { kind: "refused" | "unreachable" | "another" };

/** Renewed this long before the end, for slow lines and clocks that differ. */
const marginMs = 30_000;

let grant: Grant | null = null;
let renewal: Promise<Renewal> | null = null;
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("calitas.session") : null;
const listeners = new Set<(message: TabMessage) => void>();

type TabMessage = { kind: "granted"; grant: Grant } | { kind: "signedOut" };

tabs?.addEventListener("message", (event: MessageEvent<TabMessage>) => {
  if (event.data.kind === "granted" && grant !== null && event.data.grant.account.id === grant.account.id) {
    grant = event.data.grant;
  }
  for (const listener of listeners) listener(event.data);
});

/** Follows what other tabs do to the session. */
export function onOtherTab(listener: (message: TabMessage) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function accessToken(): string | null {
  return grant?.accessToken ?? null;
}

export function isFresh(): boolean {
  return grant !== null && Date.parse(grant.expiresAt) - Date.now() > marginMs;
}

/** Takes what a door mutation returned. */
export function admit(given: {
  accessToken: string;
  expiresAt: string;
  viewer: { account: Account };
}): Account {
  grant = { accessToken: given.accessToken, expiresAt: given.expiresAt, account: given.viewer.account };
  tabs?.postMessage({ kind: "granted", grant } satisfies TabMessage);
  return grant.account;
}

/** Forgets the token in this tab; with `everywhere` the other tabs of the browser learn that the session is over. */
export function forgetToken(tell: "others" | "nobody"): void {
  grant = null;
  if (tell === "others") tabs?.postMessage({ kind: "signedOut" } satisfies TabMessage);
}

/** Renews the token, once for all who ask at the same time, in this tab and the others. */
export function renew(): Promise<Renewal> {
  renewal ??= locked(renewNow).finally(() => {
    renewal = null;
  });
  return renewal;
}

async function renewNow(before: string | null): Promise<Renewal> {
  // While this tab waited for its turn another one may have renewed.
  if (grant !== null && grant.accessToken !== before && isFresh())
    return { kind: "granted", account: grant.account };
  const answer = await send(RefreshSession, { input: {} });
  if (answer.data !== null) {
    const { refreshSession: given } = answer.data;
    const isAnother = grant !== null && grant.account.id !== given.viewer.account.id;
    return isAnother ? { kind: "another" } : { kind: "granted", account: admit(given) };
  }
  if (answer.error.code === "UNAUTHENTICATED" || answer.error.code === "FORBIDDEN")
    return { kind: "refused" };
  return { kind: "unreachable" };
}

function locked(work: (before: string | null) => Promise<Renewal>): Promise<Renewal> {
  const before = accessToken();
  return alone("calitas.session", () => work(before));
}
