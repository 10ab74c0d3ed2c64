import { beforeEach, expect, it } from "vitest";
import { remember } from "./device";
import { noteVisit, recentVisits } from "./recent";
import { session } from "./session/session";

const as = (id: string) =>
  session.set({ status: "signedIn", account: { id, email: "", displayName: "", language: "RO" } });
const visit = (to: string) => ({ title: to, place: "PS6", to });

beforeEach(() => {
  remember("recent", null);
  as("first");
});

it("keeps the newest first, each once, and not many", () => {
  for (const to of ["/a", "/b", "/a"]) noteVisit(visit(to));
  expect(recentVisits().map(({ to }) => to)).toEqual(["/a", "/b"]);
  for (let at = 0; at < 20; at += 1) noteVisit(visit(`/${at}`));
  expect(recentVisits()).toHaveLength(8);
  expect(recentVisits()[0]?.to).toBe("/19");
});

it("shows nobody what another account opened", () => {
  noteVisit(visit("/a"));
  as("second");
  expect(recentVisits()).toEqual([]);
  noteVisit(visit("/b"));
  as("first");
  expect(recentVisits()).toEqual([]);
});
