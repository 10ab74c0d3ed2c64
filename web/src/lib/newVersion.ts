/**
 * A newer version was installed on the server while this page was open: the page is loaded anew. What was typed is kept
 * on the device from the first key stroke and is there again afterwards.
 */

const key = "calitas.renewedAt";
/** Not again and again by itself: a server that refuses the new pages as well is met with words and a button. */
const pauseMs = 120_000;
/** What was typed last is written to the device before the page goes. */
const writingMs = 500;
const patienceMs = 15_000;

let isUnderWay = false;

/** By itself when the server no longer knows the page, at most once in a while; `asked` by a button always. */
export async function loadNewVersion(by: "itself" | "asked"): Promise<void> {
  if (isUnderWay || (by === "itself" && wasTriedLately())) return;
  isUnderWay = true;
  await Promise.all([takeNewWorker().catch(ignore), pause(writingMs)]);
  location.reload();
}

/** The worker that keeps the pages on the device holds the old ones until the new one is told to take its place. */
async function takeNewWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration === undefined) return;
  await registration.update();
  const fresh = registration.installing ?? registration.waiting;
  if (fresh === null) return;
  const isActive = new Promise<void>((resolve) => {
    const look = () => {
      if (fresh.state === "installed") fresh.postMessage({ type: "SKIP_WAITING" });
      if (fresh.state === "activated" || fresh.state === "redundant") resolve();
    };
    fresh.addEventListener("statechange", look);
    look();
  });
  await Promise.race([isActive, pause(patienceMs)]);
}

function wasTriedLately(): boolean {
  try {
    const before = Number(sessionStorage.getItem(key) ?? 0);
    if (Date.now() - before < pauseMs) return true;
    sessionStorage.setItem(key, String(Date.now()));
    return false;
  } catch {
    // Without a memory of the last time it could go on for ever.
    return true;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Without the new worker the page still comes anew; its words then say what happened. */
function ignore(): void {}
