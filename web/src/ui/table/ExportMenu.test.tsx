import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { announcement } from "../../lib/announce";
import { toApiError } from "../../lib/api/error";
import { exportTable } from "../../lib/export/exportTable";
import { loadTexts } from "../../lib/i18n";
import { fileColumns } from "./columns";
import { ExportMenu } from "./ExportMenu";

vi.mock("../../lib/export/exportTable", () => ({ exportTable: vi.fn() }));
const made = vi.mocked(exportTable);

type Row = { code: string; title: string; dueOn: string };
const columns = fileColumns<Row>(
  [
    {
      key: "title",
      header: "Acțiune",
      file: [
        { title: "Cod", kind: "CODE", value: ({ code }) => code },
        { kind: "TEXT", value: ({ title }) => title },
      ],
    },
    { key: "due", header: "Termen", file: { kind: "DATE", value: ({ dueOn }) => dueOn } },
  ],
  ["due"],
);

async function open(total = 3) {
  await loadTexts("ui");
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <ExportMenu
        file={{ name: "Acțiuni", caption: "Acțiuni", note: "Starea la 1 mai", columns, total, rows: [] }}
        note="Filtre: Stare: în lucru"
      />
    </MantineProvider>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Exportați: Acțiuni" }));
  return user;
}

beforeEach(() => {
  made.mockReset();
});

it("takes the columns that are not hidden, several where a cell shows several things", () => {
  expect(columns.map(({ title, kind }) => `${title} ${kind}`)).toEqual(["Cod CODE", "Acțiune TEXT"]);
});

it("says that the file is there", async () => {
  made.mockResolvedValue({ kind: "saved", count: 3 });
  const user = await open();
  await user.click(screen.getByRole("menuitem", { name: "ODS – LibreOffice" }));
  await waitFor(() => expect(announcement.get().text).toBe("Fișierul a fost descărcat: 3 rânduri."));
  expect(made.mock.calls[0]?.slice(1, 3)).toEqual(["ods", "Starea la 1 mai; Filtre: Stare: în lucru"]);
});

it("shows how far it is, can be stopped, and gives the focus back", async () => {
  made.mockImplementation(async (_table, _format, _note, { onProgress }) => {
    onProgress(1200, 3400);
    return await new Promise(() => {});
  });
  const user = await open();
  await user.click(screen.getByRole("menuitem", { name: "XLSX – Excel" }));
  expect(await screen.findByText("1.200 din 3.400 de rânduri")).toBeTruthy();
  screen.getByText("Renunțați").closest("button")?.focus();
  await user.keyboard("{Enter}");
  expect(screen.queryByText(/din 3.400/)).toBeNull();
  expect(announcement.get().text).toBe("Exportul a fost oprit.");
  expect(made.mock.calls[0]?.[3].signal.aborted).toBe(true);
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Exportați: Acțiuni");
});

it("tries again what has failed", async () => {
  made.mockResolvedValueOnce({
    kind: "failed",
    error: toApiError({ message: "", extensions: { code: "UNAVAILABLE" } }),
  });
  made.mockResolvedValueOnce({ kind: "saved", count: 1 });
  const user = await open();
  await user.click(screen.getByRole("menuitem", { name: /^CSV/ }));
  expect((await screen.findByRole("alert", { hidden: true })).textContent).toContain(
    "Fișierul nu a putut fi făcut.",
  );
  await user.click(screen.getByText("Reîncercați"));
  await waitFor(() => expect(screen.queryByText("Reîncercați")).toBeNull());
  expect(made.mock.calls.map(([, format]) => format)).toEqual(["csv", "csv"]);
});

it("says what to do about too many rows", async () => {
  made.mockResolvedValue({ kind: "tooMany", count: 61_230 });
  const user = await open();
  await user.click(screen.getByRole("menuitem", { name: "XLSX – Excel" }));
  expect((await screen.findByRole("alert", { hidden: true })).textContent).toBe(
    "Tabelul are 61.230 de rânduri; un fișier cuprinde cel mult 50.000. Restrângeți filtrele și exportați pe părți.",
  );
});

it("says that it failed when its table has gone meanwhile", async () => {
  let fail = () => {};
  made.mockImplementation(
    async () =>
      await new Promise((resolve) => {
        fail = () => resolve({ kind: "tooLarge" });
      }),
  );
  const user = await open();
  await user.click(screen.getByRole("menuitem", { name: "XLSX – Excel" }));
  await waitFor(() => expect(made).toHaveBeenCalled());
  cleanup();
  fail();
  await waitFor(() => expect(announcement.get().text).toBe("Fișierul nu a putut fi făcut."));
});

it("offers nothing of nothing", async () => {
  const user = await open(0);
  await user.click(screen.getByRole("menuitem", { name: /^XLSX/ }));
  expect(screen.getAllByText("Nu este niciun rând de exportat.")).toHaveLength(3);
  expect(made).not.toHaveBeenCalled();
});
