import { MantineProvider } from "@mantine/core";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import type { ApiError } from "../../lib/api/error";
import { readDraft } from "../../lib/drafts/drafts";
import { loadTexts } from "../../lib/i18n";
import { session } from "../../lib/session/session";
import { Form } from "./Form";
import { TextField } from "./fields";
import { useForm } from "./useForm";

type Unit = { nameRo: string; code: string };
type Server = { unit: Unit; version: number };

const conflict: ApiError = {
  code: "CONFLICT",
  message: "",
  fields: [],
  conflicts: [],
  currentVersion: 2,
  retryAfterSecs: null,
  requestId: null,
};

/** What the server holds, and what reached it. */
let server: Server;
const saved = vi.fn<(values: Unit, version: number) => void>();
let tests = 0;

beforeEach(async () => {
  await loadTexts("ui");
  tests += 1;
  server = { unit: { nameRo: "Juridic", code: "JUR" }, version: 1 };
  saved.mockReset();
  session.set({
    status: "signedIn",
    account: { id: `clash-${tests}`, email: "", displayName: "", language: "RO" },
  });
});

function UnitForm() {
  const [read, setRead] = useState(server);
  const form = useForm<Unit>({
    initial: read.unit,
    thing: {
      version: read.version,
      again: async () => {
        setRead(server);
        return null;
      },
    },
    draft: { key: "unit/1", label: "Juridic" },
    send: async (values, version) => {
      if (version !== server.version) return conflict;
      saved(values, version);
      server = { unit: values, version: version + 1 };
      return null;
    },
  });
  return (
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <Form form={form} submitLabel="Salvați">
        <TextField name="nameRo" label="Denumirea" />
        <TextField name="code" label="Codul" />
      </Form>
    </MantineProvider>
  );
}

async function change(label: string, to: string) {
  const user = userEvent.setup();
  const field = screen.getByRole("textbox", { name: label });
  await user.clear(field);
  await user.type(field, to);
  return user;
}

it("shows both values where both wrote, and sends the chosen one", async () => {
  render(<UnitForm />);
  const user = await change("Denumirea", "Juridic al meu");
  server = { unit: { nameRo: "Juridic al lor", code: "SJ" }, version: 2 };
  await user.click(screen.getByRole("button", { name: "Salvați" }));
  const clash = await screen.findByRole("group", { name: "Denumirea: modificat între timp de altcineva" });
  expect(within(clash).getByText(/al meu|meu/)).toBeTruthy();
  expect(within(clash).getByText(/lor/)).toBeTruthy();
  expect(screen.getByRole("textbox", { name: "Denumirea" })).toHaveProperty("value", "Juridic al meu");
  // Nothing goes out before the choice.
  await user.click(screen.getByRole("button", { name: "Salvați" }));
  expect(saved).not.toHaveBeenCalled();
  await user.click(within(clash).getByRole("button", { name: "Păstrați varianta dvs." }));
  await user.click(screen.getByRole("button", { name: "Salvați" }));
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ nameRo: "Juridic al meu", code: "SJ" }, 2));
});

it("sends by itself what nobody wrote over", async () => {
  render(<UnitForm />);
  const user = await change("Denumirea", "Serviciul Juridic");
  server = { unit: { nameRo: "Juridic", code: "SJ" }, version: 2 };
  await user.click(screen.getByRole("button", { name: "Salvați" }));
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ nameRo: "Serviciul Juridic", code: "SJ" }, 2));
});

it("is kept on the device with what it was changed from until it is sent", async () => {
  const first = render(<UnitForm />);
  await change("Denumirea", "Juridic al meu");
  const account = `clash-${tests}`;
  await waitFor(async () =>
    expect(await readDraft(account, "unit/1")).toMatchObject({
      values: { nameRo: "Juridic al meu" },
      base: { version: 1 },
    }),
  );
  first.unmount();
  // Days later, and meanwhile somebody else wrote.
  server = { unit: { nameRo: "Juridic al lor", code: "JUR" }, version: 2 };
  render(<UnitForm />);
  await waitFor(() =>
    expect(screen.getByRole("textbox", { name: "Denumirea" })).toHaveProperty("value", "Juridic al meu"),
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Salvați" }));
  const clash = await screen.findByRole("group", { name: /^Denumirea/ });
  await user.click(within(clash).getByRole("button", { name: "Păstrați varianta de pe server" }));
  await user.click(screen.getByRole("button", { name: "Salvați" }));
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ nameRo: "Juridic al lor", code: "JUR" }, 2));
  await waitFor(async () => expect(await readDraft(account, "unit/1")).toBeUndefined());
});
