import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { loadTexts } from "../../lib/i18n";
import { DateInput } from "./DateInput";

beforeEach(() => loadTexts("ui"));

function show(error?: string) {
  const onChange = vi.fn<(value: string | null) => void>();
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <DateInput label="Termen" value={null} error={error} onChange={onChange} />
    </MantineProvider>,
  );
  return onChange;
}

it("hands a date on when it is left", async () => {
  const onChange = show();
  await userEvent.type(screen.getByRole("textbox", { name: "Termen" }), "1.3.2027");
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.tab();
  expect(onChange.mock.calls).toEqual([["2027-03-01"]]);
});

it("hands a date on at once where the field is marked, so that the mark leaves before the focus does", async () => {
  const onChange = show("Scrieți o dată");
  await userEvent.type(screen.getByRole("textbox", { name: "Termen" }), "1.3.2027");
  expect(onChange).toHaveBeenLastCalledWith("2027-03-01");
});
