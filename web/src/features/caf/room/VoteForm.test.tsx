import { MantineProvider } from "@mantine/core";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { autosave } from "../../../lib/autosave/autosave";
import { AutosaveQueue, type Send } from "../../../lib/autosave/queue";
import { PendingStorage } from "../../../lib/autosave/storage";
import { loadTexts } from "../../../lib/i18n";
import type { Consensus } from "./fragments";
import { LateVote } from "./LateVote";
import { VoteForm } from "./VoteForm";

vi.mock("../../../lib/routing/useSearchState", () => ({
  useSearchState: () => [{}, () => {}],
  textOf: () => "",
}));
vi.mock("../here", () => ({ useHere: () => ({ id: "tenant", slug: "ps6" }) }));

let tests = 0;
let isOnline: boolean;
let send: ReturnType<typeof vi.fn<Send>>;
const late = { code: "CONFLICT", message: "Votul s-a încheiat.", fields: [], conflicts: [] };

beforeEach(async () => {
  tests += 1;
  isOnline = true;
  send = vi.fn<Send>(async () => ({ version: 5, error: null }));
  autosave.set(
    new AutosaveQueue({
      storage: new PendingStorage(`caf-vote-${tests}`),
      send,
      isOnline: () => isOnline,
      exclusively: (work) => work(),
      now: () => new Date("2027-01-22T12:05:00Z"),
      delayMs: { typing: 20, retry: 20 },
    }),
  );
  await Promise.all([loadTexts("ui"), loadTexts("caf")]);
});

function show(myVote: object | null = null) {
  const consensus = {
    id: "consensus",
    version: 4,
    round: 2,
    state: "REVOTE",
    subcriterion: { code: "1.2" },
    panels: [{ panel: "CLASSICAL_ENABLERS", points: null }],
    myVote,
  } as unknown as Consensus;
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <VoteForm assessmentId="caf" consensus={consensus} />
      <LateVote assessmentId="caf" consensus={consensus} />
    </MantineProvider>,
  );
}

async function vote(points: string) {
  await userEvent.type(screen.getByRole("textbox", { name: "Votul dvs." }), points);
  await userEvent.click(screen.getByRole("button", { name: /votul$/ }));
}

describe("a vote", () => {
  it("says which round it is for, and is no number above 100", async () => {
    show();
    await vote("101");
    expect(screen.getAllByText("Scrieți un număr întreg între 0 și 100").length).toBeGreaterThan(0);
    expect(send).not.toHaveBeenCalled();
    await userEvent.clear(screen.getByRole("textbox", { name: "Votul dvs." }));
    await vote("48");
    await waitFor(() => expect(send).toHaveBeenCalledOnce());
    expect(send.mock.calls[0]?.[0].input).toEqual({
      id: "consensus",
      round: 2,
      scores: [{ panel: "CLASSICAL_ENABLERS", points: 48 }],
    });
  });

  it("given without a connection is kept, the last one in the place of the one before, and sent once", async () => {
    isOnline = false;
    show();
    await vote("48");
    expect(await screen.findByText(/^Votul este păstrat pe acest dispozitiv/)).toBeDefined();
    await userEvent.clear(screen.getByRole("textbox", { name: "Votul dvs." }));
    await vote("52");
    expect(send).not.toHaveBeenCalled();
    isOnline = true;
    await act(async () => autosave.get()?.sendAll());
    expect(send).toHaveBeenCalledOnce();
    expect(send.mock.calls[0]?.[0].shown).toBe("52");
  });

  it("that comes late is said and can be given up", async () => {
    send.mockImplementation(async () => ({ version: null, error: late as never }));
    show();
    await vote("48");
    expect(await screen.findByText(/nu se mai primește\. Votul s-a încheiat\./)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Renunțați la vot" }));
    await waitFor(() => expect(autosave.get()?.entries()).toEqual([]));
  });

  it("whose answer got lost is not called late: it is there", async () => {
    send.mockImplementation(async () => ({ version: null, error: late as never }));
    show({
      round: 2,
      castAt: "2027-01-22T12:04:00Z",
      value: { display: "48" },
      panels: [{ panel: "CLASSICAL_ENABLERS", points: 48 }],
    });
    await vote("48");
    await waitFor(() => expect(send).toHaveBeenCalled());
    await waitFor(() => expect(autosave.get()?.entries()).toEqual([]));
    expect(screen.queryByText(/nu se mai primește/)).toBeNull();
    expect(screen.getByText("Revot primit 14:04: 48")).toBeDefined();
  });
});
