import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { loadTexts } from "../../../lib/i18n";
import type { Scale } from "../scale";
import { HeatMap } from "./HeatMap";

const level = (value: number) => ({ value, labelRo: `nivel ${value}`, labelEn: `level ${value}` });
const scale = {
  code: "SCALE3",
  points: 3,
  maxExposure: 9,
  levels: [1, 2, 3].map(level),
  bands: [
    { band: "LOW", labelRo: "scăzută", labelEn: "low", min: 1, max: 2 },
    { band: "MEDIUM", labelRo: "medie", labelEn: "medium", min: 3, max: 4 },
    { band: "HIGH", labelRo: "ridicată", labelEn: "high", min: 6, max: 9 },
  ],
} as unknown as Scale;

const matrix = {
  inherent: [{ probability: 3, impact: 3, exposure: 9, band: "HIGH" as const, count: 2 }],
  residual: [{ probability: 2, impact: 2, exposure: 4, band: "MEDIUM" as const, count: 1 }],
  unratedCount: 1,
};

function show(stage: "INHERENT" | "RESIDUAL", chosen: { probability: number; impact: number } | null = null) {
  const [onStage, onChoose] = [vi.fn(), vi.fn()];
  render(
    <MantineProvider>
      <HeatMap {...{ matrix, scale, stage, chosen, onStage, onChoose }} tolerance={4} />
    </MantineProvider>,
  );
  return { onStage, onChoose };
}

describe("the heat map", () => {
  beforeAll(() => Promise.all([loadTexts("risk"), loadTexts("ui")]).then(() => {}));

  it("names each cell with what it counts, whether it is above tolerance and what using it does", async () => {
    const { onChoose } = show("INHERENT");
    const name = "P 3, I 3, expunere 9, ridicată, peste toleranță, 2 riscuri: 2 R. Filtrați";
    const cell = screen.getByRole("button", { name });
    expect(cell.textContent).toBe("2 R");
    expect(cell.closest("td")?.dataset.above).toBe("true");
    await userEvent.click(cell);
    expect(onChoose).toHaveBeenCalledWith({ probability: 3, impact: 3 });
    // Every other cell is a cell of the table without anything to choose.
    expect(screen.getAllByText("niciun risc")).toHaveLength(8);
    expect(screen.getAllByRole("rowheader")[0]?.textContent).toContain("P 3");
  });

  it("takes the choice back by the same cell and says what has no residual rating", async () => {
    const { onChoose, onStage } = show("RESIDUAL", { probability: 2, impact: 2 });
    const cell = screen.getByRole("button", { name: /^P 2, I 2, expunere 4, medie, 1 risc: 1 M\./ });
    expect(cell.getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(cell);
    expect(onChoose).toHaveBeenCalledWith(null);
    await userEvent.click(screen.getByRole("button", { name: "Vedeți inerentul" }));
    expect(onStage).toHaveBeenCalledWith("INHERENT");
  });
});
