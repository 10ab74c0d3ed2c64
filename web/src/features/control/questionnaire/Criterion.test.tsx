import { MantineProvider } from "@mantine/core";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { autosave } from "../../../lib/autosave/autosave";
import { AutosaveQueue, type Send } from "../../../lib/autosave/queue";
import { PendingStorage } from "../../../lib/autosave/storage";
import { loadTexts } from "../../../lib/i18n";
import { Criterion } from "./Criterion";
import type { Answer } from "./fragments";

vi.mock("../here", () => ({ useHere: () => ({ id: "tenant", slug: "ps6" }) }));

let tests = 0;
let isOnline = true;
let send: ReturnType<typeof vi.fn<Send>>;

beforeEach(async () => {
  tests += 1;
  isOnline = true;
  send = vi.fn<Send>(async () => ({ version: 5, error: null }));
  autosave.set(
    new AutosaveQueue({
      storage: new PendingStorage(`criterion-${tests}`),
      send,
      isOnline: () => isOnline,
      exclusively: (work) => work(),
      now: () => new Date("2026-11-23T12:05:00Z"),
      delayMs: { typing: 300, retry: 300 },
    }),
  );
  await loadTexts("ui");
  await loadTexts("control");
});

function show(more: Partial<Answer> = {}) {
  const standard = {
    code: "S01",
    number: 1,
    titleRo: "Etica și integritatea",
    titleEn: "Ethics and integrity",
    hintRo: "",
    hintEn: "",
    applicability: "ALL_COMPARTMENTS" as const,
  };
  const answer = {
    id: "answer",
    version: 4,
    answer: null,
    explanation: null,
    proof: null,
    proofRisk: null,
    isTakenOver: false,
    isComplete: false,
    answeredAt: null,
    answeredBy: null,
    criterion: { code: "1.2", labelRo: "Consiliere etică", labelEn: "Ethics counselling", standard },
    ...more,
  } as Answer;
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <Criterion answer={answer} year={2026} questionnaireId="questionnaire" />
    </MantineProvider>,
  );
}

describe("a criterion", () => {
  it("sends its answer at once and its explanation after a pause, each on its own", async () => {
    show();
    expect(screen.getByRole("group", { name: "1.2 Consiliere etică" })).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: "Da" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Explicație" }), "Consilier numit");
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send.mock.calls.map(([pending]) => [pending.field, pending.value])).toEqual([
      ["answer", "YES"],
      ["explanation", "Consilier numit"],
    ]);
    expect(send.mock.calls[0]?.[0]).toMatchObject({
      objectId: "answer",
      expectedVersion: 4,
      shown: "Da",
      place: {
        label: "Criteriul 1.2: Răspuns",
        href: "/i/ps6/control/2026/questionnaires/questionnaire?item=1.2",
      },
    });
  });

  it("is confirmed by saying the same again, and keeps the focus", async () => {
    show({ answer: "NO", explanation: "Lipsește", isTakenOver: true });
    expect(screen.getByText("preluat din anul precedent, de confirmat")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Confirmați răspunsul la criteriul 1.2" }));
    await waitFor(() => expect(send).toHaveBeenCalledTimes(1));
    expect(send.mock.calls[0]?.[0]).toMatchObject({ field: "answer", value: "NO" });
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "Nu" }));
  });

  it("keeps on this device what cannot be sent now, and says so", async () => {
    isOnline = false;
    show();
    await userEvent.click(screen.getByRole("radio", { name: "Neaplicabil" }));
    await screen.findByText(/Salvat pe acest dispozitiv/);
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Neaplicabil" }).checked).toBe(true);
    expect(send).not.toHaveBeenCalled();
  });

  it("keeps an explanation that is too long in the field, with what is wrong", async () => {
    show({ answer: "YES", explanation: "a".repeat(4_000) });
    await userEvent.type(screen.getByRole("textbox", { name: "Explicație" }), "b");
    await screen.findByText("Scrieți cel mult 4000 de caractere");
    expect(send).not.toHaveBeenCalled();
  });

  it("shows both values where somebody else answered otherwise meanwhile", async () => {
    const conflict = { path: "answer", yours: "YES", theirs: "NO", changedBy: "Consilier", changedAt: null };
    send.mockResolvedValue({
      version: null,
      error: {
        code: "CONFLICT",
        message: "",
        fields: [],
        conflicts: [conflict],
        currentVersion: 6,
        retryAfterSecs: null,
        requestId: null,
      },
    });
    show();
    await userEvent.click(screen.getByRole("radio", { name: "Da" }));
    const choice = await screen.findByRole("group", { name: /^Răspuns: modificat între timp de Consilier/ });
    expect(choice.textContent).toContain("Da");
    expect(choice.textContent).toContain("Nu");
  });
});
