import { MantineProvider } from "@mantine/core";
import { act, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadTexts } from "../../../lib/i18n";
import type { Consensus } from "./fragments";
import { SpreadView } from "./SpreadView";

const search = vi.hoisted(() => ({ now: {} as Record<string, string> }));
vi.mock("../../../lib/routing/useSearchState", () => ({
  useSearchState: () => [search.now, () => {}],
  textOf: (value: unknown) => (value === undefined ? "" : String(value)),
}));

beforeEach(async () => {
  search.now = {};
  await Promise.all([loadTexts("ui"), loadTexts("caf"), import("./SpreadTable")]);
});

const of = (display: string) => ({ display });
const scored = (display: string, who: string | null = null) => ({
  value: of(display),
  member: who && { id: who, person: { id: who, displayName: who } },
});

function show(spread: object | null, more: object = {}, isLead = true) {
  const consensus = {
    state: spread === null ? "HIDDEN" : "REVEALED",
    round: 0,
    voteCount: 0,
    subcriterion: { code: "1.2" },
    spread,
    ...more,
  } as unknown as Consensus;
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <SpreadView consensus={consensus} isLead={isLead} />
    </MantineProvider>,
  );
}

const few = {
  count: 3,
  isWide: true,
  lowest: of("21"),
  highest: of("72"),
  median: null,
  mean: null,
  shown: [],
};
const named = {
  count: 2,
  isWide: false,
  lowest: of("46.3"),
  highest: of("50"),
  median: of("48.2"),
  mean: of("48.2"),
  shown: [scored("46.3", "consilier"), scored("50", "șef birou")],
};

describe("the spread of scores", () => {
  it("says only the ends of a few that are anonymous, and that they lie far apart", () => {
    show(few);
    expect(screen.getByRole("heading", { name: "Grup: 21–72" })).toBeDefined();
    expect(screen.getByText(/min 21, max 72 \(3 note\)/)).toBeDefined();
    expect(screen.getByText(/sub cinci note se arată numai/)).toBeDefined();
    expect(screen.getByText("Diferență mare, 51: întrebați întâi capetele.")).toBeDefined();
  });

  it("shows names where the group has chosen them, at the dots and in the table", async () => {
    show(named);
    expect(screen.getByText("consilier")).toBeDefined();
    expect(screen.getByText(/min 46,3, mediana 48,2, max 50, media 48,2 \(2 note\)/)).toBeDefined();
    search.now = { twin: "table" };
    await act(async () => show(named));
    expect(screen.getByRole("row", { name: "șef birou 50" })).toBeDefined();
  });

  it("is hidden until it is revealed, and while a vote is taken", () => {
    show(null);
    expect(screen.getByText("Notele sunt ascunse până le dezvăluie facilitatorul.")).toBeDefined();
    show(null, { state: "REVOTE", round: 1 });
    expect(screen.getByText(/^Se votează\./)).toBeDefined();
  });

  it("tells votes from scores, also where nobody voted", () => {
    show(named, { round: 2, voteCount: 2 });
    expect(screen.getByText("Voturile din revotul 2, pe scara 0–100.")).toBeDefined();
    expect(screen.getByText(/\(2 voturi\)/)).toBeDefined();
    show(named, { round: 2, voteCount: 0 });
    expect(screen.getByText(/^La revotul 2 nu a votat nimeni/)).toBeDefined();
  });
});
