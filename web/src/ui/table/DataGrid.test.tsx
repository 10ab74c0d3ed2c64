import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { DataGrid, type GridColumn } from "./DataGrid";

type Row = { id: string; title: string; due: string; locked?: boolean };
const rows: Row[] = [
  { id: "a", title: "Registru", due: "22.01" },
  { id: "b", title: "Arhivă", due: "05.02", locked: true },
  { id: "c", title: "Ghid", due: "17.03" },
];

const columns: GridColumn<Row>[] = [
  {
    key: "title",
    header: "Acțiune",
    sortKey: "title",
    file: { kind: "TEXT", value: ({ title }) => title },
    cell: ({ id, title }) => <a href={`#${id}`}>{title}</a>,
    editor: ({ title }) => <input aria-label="Titlu" defaultValue={title} />,
    lockedReason: ({ locked }) => (locked ? "Blocată" : null),
  },
  { key: "due", header: "Termen", file: { kind: "TEXT", value: ({ due }) => due }, cell: ({ due }) => due },
];

function Grid({ onSort = () => {} }: { onSort?: () => void }) {
  const [selection, setSelection] = useState<string[]>([]);
  return (
    <DataGrid
      caption="Acțiuni"
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowLabel={({ title }) => title}
      selection={selection}
      onSelect={setSelection}
      sort={[]}
      onSort={onSort}
    />
  );
}

const focused = () => document.activeElement?.textContent;

describe("a grid", () => {
  it("is one stop of the Tab key, arrows go between cells", async () => {
    const user = userEvent.setup();
    render(<Grid />);
    await user.tab();
    expect(focused()).toBe("Registru");
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(focused()).toBe("05.02");
    await user.keyboard("{Home}{ArrowRight}{ArrowUp}{ArrowUp}");
    expect(focused()).toBe("Acțiune");
    await user.tab();
    expect(screen.getByRole("grid").contains(document.activeElement)).toBe(false);
  });

  it("edits with F2 and comes back to the cell with Escape", async () => {
    const user = userEvent.setup();
    render(<Grid />);
    await user.tab();
    await user.keyboard("{F2}");
    expect(document.activeElement).toBe(screen.getByLabelText("Titlu"));
    await user.keyboard("{ArrowRight}x{Escape}");
    expect(screen.queryByLabelText("Titlu")).toBeNull();
    expect(focused()).toBe("Registru");
  });

  it("opens the link of a cell with Enter", async () => {
    const user = userEvent.setup();
    render(<Grid />);
    await user.tab();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(location.hash).toBe("#b");
  });

  it("does not edit what is locked", async () => {
    const user = userEvent.setup();
    render(<Grid />);
    await user.tab();
    await user.keyboard("{ArrowDown}{F2}");
    expect(screen.queryByLabelText("Titlu")).toBeNull();
    expect(document.activeElement?.getAttribute("aria-readonly")).toBe("true");
  });

  it("selects a row, a range and all rows by keys", async () => {
    const user = userEvent.setup();
    render(<Grid />);
    const chosen = () =>
      within(screen.getByRole("grid"))
        .getAllByRole("row")
        .filter((row) => row.getAttribute("aria-selected") === "true").length;
    await user.tab();
    await user.keyboard(" ");
    expect(chosen()).toBe(1);
    await user.keyboard("{ArrowDown}{ArrowDown}{Shift>} {/Shift}");
    expect(chosen()).toBe(3);
    await user.keyboard(" ");
    expect(chosen()).toBe(2);
    await user.keyboard("{Control>}a{/Control}");
    expect(chosen()).toBe(3);
  });

  it("orders by the header under the focus", async () => {
    const user = userEvent.setup();
    const onSort = vi.fn();
    render(<Grid onSort={onSort} />);
    await user.tab();
    await user.keyboard("{ArrowUp}{Enter}");
    expect(onSort).toHaveBeenCalledWith([{ key: "title", isDescending: false }]);
  });
});
