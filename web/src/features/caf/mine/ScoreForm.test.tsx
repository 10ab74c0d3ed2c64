import { MantineProvider } from "@mantine/core";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { autosave } from "../../../lib/autosave/autosave";
import { AutosaveQueue, type Send } from "../../../lib/autosave/queue";
import { PendingStorage } from "../../../lib/autosave/storage";
import { loadTexts } from "../../../lib/i18n";
import type { Score } from "./fragments";
import { ScoreForm } from "./ScoreForm";
import type { MineAssessment } from "./types";

const panels = ["PLAN", "DO", "CHECK", "ACT"] as const;
const bands = [
  { ordinal: 0, min: 0, max: 10, descriptionRo: "Nicio dovadă.", descriptionEn: "" },
  { ordinal: 1, min: 11, max: 100, descriptionRo: "Unele dovezi.", descriptionEn: "" },
];
const models = panels.map((panel) => ({ panel, questionRo: null, principleRo: "", principleEn: "", bands }));
const read = { node: { __typename: "CafIndividualScore", subcriterion: { code: "1.1", panels: models } } };

vi.mock("../here", () => ({ useHere: () => ({ id: "tenant", slug: "ps6" }) }));
vi.mock("../../../lib/api/pageQuery", () => ({ useResult: () => ({ data: read }) }));

let tests = 0;
let send: ReturnType<typeof vi.fn<Send>>;

beforeEach(async () => {
  tests += 1;
  send = vi.fn<Send>(async () => ({ version: 5, error: null }));
  autosave.set(
    new AutosaveQueue({
      storage: new PendingStorage(`caf-score-${tests}`),
      send,
      isOnline: () => true,
      exclusively: (work) => work(),
      now: () => new Date("2026-11-23T12:05:00Z"),
      delayMs: { typing: 200, retry: 200 },
    }),
  );
  await Promise.all([loadTexts("ui"), loadTexts("caf")]);
});

function show(points: (number | null)[] = [null, null, null, null]) {
  const score = {
    id: "score",
    version: 4,
    strengths: null,
    areas: null,
    proof: null,
    panels: panels.map((panel, at) => ({ panel, points: points[at] })),
    subcriterion: { code: "1.1" },
  } as unknown as Score;
  const assessment = { id: "caf", method: "FINE_TUNED" } as MineAssessment;
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <ScoreForm assessment={assessment} score={score} />
    </MantineProvider>,
  );
}

const field = (name: RegExp) => screen.getByRole<HTMLInputElement>("textbox", { name });

describe("the numbers of a subcriterion", () => {
  it("go out one by one, each under its own field, and Enter leads from one to the next", async () => {
    show();
    await userEvent.click(field(/^PLAN/));
    await userEvent.keyboard("70{Enter}55{Enter}");
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send.mock.calls.map(([pending]) => [pending.field, pending.value])).toEqual([
      ["plan", 70],
      ["do", 55],
    ]);
    expect(send.mock.calls[0]?.[0].place).toEqual({
      label: "Subcriteriul 1.1: PLAN, planificare",
      href: "/i/ps6/caf/caf/mine/1.1",
    });
    expect(document.activeElement).toBe(field(/^CHECK/));
  });

  it("come to a score while they are typed, with advice where it is doubtful", async () => {
    show([90, 90, 90, null]);
    expect(screen.getByText("Nota se calculează când sunt scrise toate numerele.")).toBeTruthy();
    await userEvent.type(field(/^ACT/), "25");
    await screen.findByText("Nota (90+90+90+25)/4 = 73,75, afișat 73,8");
    expect(screen.getByText(/O fază are sub 30/)).toBeTruthy();
  });

  it("stay in the field with what is wrong when they are no whole number from 0 to 100", async () => {
    show();
    await userEvent.type(field(/^DO/), "101");
    await screen.findByText("Scrieți un număr întreg între 0 și 100");
    await userEvent.clear(field(/^DO/));
    await userEvent.type(field(/^DO/), "46,5");
    expect(field(/^DO/).value).toBe("46,5");
    expect(send).not.toHaveBeenCalled();
  });

  it("can be picked by a band, which says what it stands for", async () => {
    // Not answered yet: what was picked stands all the same.
    send.mockReturnValue(new Promise(() => {}));
    show();
    await userEvent.click(screen.getByText("Intervalele pentru PLAN"));
    const [pick] = screen.getAllByRole("button", { name: /^0–10/, hidden: true });
    await userEvent.click(pick as HTMLElement);
    expect(field(/^PLAN/).value).toBe("5");
    expect(document.activeElement).toBe(field(/^PLAN/));
    expect(screen.getByText("0–10: Nicio dovadă.")).toBeTruthy();
    await waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  });
});
