import { MantineProvider } from "@mantine/core";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { loadTexts } from "../../lib/i18n";
import { RichText } from "./RichText";
import { RichTextInput } from "./RichTextInput";

const seen = vi.fn();

function Example({ initial }: { initial: string }) {
  const [text, setText] = useState(initial);
  return (
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <RichTextInput
        label="Descriere"
        value={text}
        onChange={(next) => {
          seen(next);
          setText(next);
        }}
      />
    </MantineProvider>
  );
}

function open(initial = "") {
  render(<Example initial={initial} />);
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Descriere" });
}

beforeEach(async () => {
  await loadTexts("ui");
});

it("sets what is selected in bold by Ctrl B, and takes it back", async () => {
  const user = userEvent.setup();
  const field = open("un cuvânt");
  field.focus();
  field.setSelectionRange(3, 9);
  await user.keyboard("{Control>}b{/Control}");
  expect(field.value).toBe("un **cuvânt**");
  await user.keyboard("{Control>}b{/Control}");
  expect(field.value).toBe("un cuvânt");
  expect(seen).toHaveBeenLastCalledWith("un cuvânt");
});

it("keeps Ctrl K for the link, away from the page", async () => {
  const user = userEvent.setup();
  const onPage = vi.fn();
  document.addEventListener("keydown", onPage);
  const field = open("legea");
  field.focus();
  field.setSelectionRange(0, 5);
  await user.keyboard("{Control>}k{/Control}");
  document.removeEventListener("keydown", onPage);
  expect(field.value).toBe("[legea](https://)");
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("https://");
  expect(onPage.mock.calls.filter(([event]) => (event as KeyboardEvent).key === "k")).toEqual([]);
});

it("goes on with a list and ends it", async () => {
  const user = userEvent.setup();
  const field = open();
  await user.click(screen.getByRole("button", { name: "Listă" }));
  await user.type(field, "unu{Enter}doi{Enter}{Enter}gata", {
    initialSelectionStart: 2,
    initialSelectionEnd: 2,
  });
  expect(field.value).toBe("- unu\n- doi\ngata");
});

it("is one stop of the Tab key with arrows inside", async () => {
  const user = userEvent.setup();
  const field = open();
  await user.tab();
  expect(document.activeElement?.textContent).toBe("Îngroșat");
  await user.keyboard("{ArrowRight}{ArrowRight}{End}");
  expect(document.activeElement?.textContent).toBe("Cum se vede");
  await user.tab();
  expect(document.activeElement).toBe(field);
});

it("shows what it will look like", async () => {
  const user = userEvent.setup();
  open("**Scop** și [legea](https://exemplu.ro)");
  await user.click(screen.getByRole("button", { name: "Cum se vede" }));
  const preview = screen.getByRole("region", { name: "Descriere: Cum se vede" });
  expect(within(preview).getByText("Scop").tagName).toBe("STRONG");
  expect(screen.getByRole("button", { name: "Cum se vede" }).getAttribute("aria-pressed")).toBe("true");
});

it("opens links outside without handing anything over, and says so", () => {
  render(<RichText text={"[**legea** nouă](https://exemplu.ro) [rău](javascript:alert(1))"} />);
  const [link, ...others] = screen.getAllByRole<HTMLAnchorElement>("link");
  expect(others).toEqual([]);
  expect(link?.textContent).toBe("legea nouă (se deschide într-o fereastră nouă)");
  expect([link?.target, link?.rel]).toEqual(["_blank", "noopener noreferrer"]);
  expect(screen.getByText(/\[rău\]\(javascript:alert\(1\)\)/)).toBeTruthy();
});
