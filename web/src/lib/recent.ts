/** What the person opened last, on this device, for this account only; forgotten when it signs out. */
import { recall, remember } from "./device";
import { session } from "./session/session";

export type Visit = { title: string; place: string | null; to: string };

const most = 8;

/** The newest first. */
export function recentVisits(): Visit[] {
  const account = session.get().account?.id;
  const kept = recall("recent");
  if (kept === null || account === undefined) return [];
  const { owner, visits } = JSON.parse(kept) as { owner: string; visits: Visit[] };
  return owner === account ? visits : [];
}

export function noteVisit(visit: Visit): void {
  const owner = session.get().account?.id;
  if (owner === undefined) return;
  const others = recentVisits().filter(({ to }) => to !== visit.to);
  remember("recent", JSON.stringify({ owner, visits: [visit, ...others].slice(0, most) }));
}
