import type { ApiError } from "../api/error";
import { forgetKept } from "../api/kept";
import { send } from "../api/send";
import { recall, remember } from "../device";
import { setLanguage } from "../i18n";
import { isOnline, onOnlineChange } from "../online";
import { createStore, useStore } from "../store";
import { SignIn, SignOut } from "./door";
import { type Account, accessToken, admit, forgetToken, onOtherTab, renew } from "./token";

/**
 * Who is here. `expired`: the session ended while someone was working; the page stays and asks for the password.
 * `unreachable`: nobody could be asked; the account is the one last seen on this device, if any.
 */
export type Session =
  | { status: "starting"; account: null }
  | { status: "anonymous"; account: null }
  | { status: "signedIn"; account: Account }
  | { status: "expired"; account: Account }
  | { status: "unreachable"; account: Account | null };

export const session = createStore<Session>({ status: "starting", account: null });

let started: Promise<void> | null = null;
let waiting: (() => void)[] = [];

export function useSession(): Session {
  return useStore(session);
}

/** Finds out who is here, once; pages wait for it before they decide. */
export function start(): Promise<void> {
  started ??= begin();
  return started;
}

async function begin(): Promise<void> {
  const found = await renew();
  if (found.kind === "granted") await enter(found.account);
  else if (found.kind === "refused") session.set({ status: "anonymous", account: null });
  else session.set({ status: "unreachable", account: lastAccount() });
}

/** Tries again after the server could not be reached at the start. */
export async function startAgain(): Promise<void> {
  started = begin();
  await started;
}

/** Opens the session with what a door mutation returned. */
export async function enter(account: Account): Promise<void> {
  remember("account", JSON.stringify(account));
  if (recall("language") === null) await setLanguage(account.language === "EN" ? "en" : "ro");
  session.set({ status: "signedIn", account });
  const resumed = waiting;
  waiting = [];
  for (const resume of resumed) resume();
}

export async function signIn(
  email: string,
  password: string,
  oneTimeCode: string | null,
): Promise<ApiError | null> {
  const answer = await send(SignIn, { input: { email, password, oneTimeCode } });
  if (answer.data === null) return answer.error;
  await enter(admit(answer.data.signIn));
  return null;
}

/** Ends the session here. The page is loaded anew, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await send(SignOut, { input: {} }, accessToken() ?? undefined);
  await leave("others");
}

/** Goes to the door; what this account read on the device is forgotten, what it typed stays queued. */
export async function leave(tell: "others" | "nobody"): Promise<void> {
  forgetToken(tell);
  remember("account", null);
  remember("recent", null);
  await forgetKept();
  location.assign("/sign-in");
}

/** Renews the token for a waiting request; when the session is over, waits until the person has signed in again. */
export async function renewOrWait(): Promise<void> {
  const result = await renew();
  if (result.kind === "granted") {
    if (session.get().status !== "signedIn") await enter(result.account);
    return;
  }
  if (result.kind === "unreachable") return;
  // Nothing of this page may go out under another name: it is left, and what waits for an answer gets none.
  if (result.kind === "another") {
    location.assign("/");
    return await new Promise<never>(() => {});
  }
  const { account } = session.get();
  if (account === null) return;
  session.set({ status: "expired", account });
  await new Promise<void>((resume) => {
    waiting.push(resume);
  });
}

function lastAccount(): Account | null {
  const kept = recall("account");
  return kept === null ? null : (JSON.parse(kept) as Account);
}

onOnlineChange(() => {
  if (isOnline() && session.get().status === "unreachable") void startAgain();
});

onOtherTab((message) => {
  const now = session.get();
  if (message.kind === "signedOut" && now.status !== "starting" && now.status !== "anonymous")
    leave("nobody");
  if (message.kind === "granted" && now.status === "expired" && message.grant.account.id === now.account.id) {
    void renewOrWait();
  }
  // Another person signed in on this browser: this tab must not go on under the first one's name.
  if (
    message.kind === "granted" &&
    now.status === "signedIn" &&
    message.grant.account.id !== now.account.id
  ) {
    location.assign("/");
  }
});
