import { MantineProvider } from "@mantine/core";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { loadTexts } from "../../lib/i18n";
import { DecimalField } from "./DecimalField";
import { Form } from "./Form";
import { RadioField, TextField } from "./fields";
import { PickerField } from "./PickerField";
import { useForm } from "./useForm";

type Values = { title: string; kind: string | null; unitId: string | null; amount: string | null };

const refusals = [
  { path: "title", message: "Scrieți titlul" },
  { path: "kind", message: "Alegeți felul" },
  { path: "unitId", message: "Alegeți compartimentul" },
  { path: "amount", message: "Scrieți suma" },
];

const empty: Values = { title: "", kind: null, unitId: null, amount: "1250.5" };

type Props = { send: (values: Values) => Promise<null>; initial?: Values; version?: number };

function Example({ send, initial = empty, version }: Props) {
  const form = useForm<Values>({
    initial,
    thing: version === undefined ? null : { version, again: async () => null },
    check: ({ title }) => (title === "" ? refusals : []),
    send,
  });
  return (
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <Form form={form} submitLabel="Trimiteți">
        <TextField name="title" label="Titlul" />
        <RadioField name="kind" label="Felul" options={[{ value: "a", label: "Anual" }]} />
        <PickerField name="unitId" label="Compartimentul" options={[]} />
        <DecimalField name="amount" label="Suma" decimals={2} />
      </Form>
    </MantineProvider>
  );
}

async function open() {
  await loadTexts("ui");
  const send = vi.fn(async () => null);
  const { rerender } = render(<Example send={send} />);
  const read = (initial: Values, version: number) =>
    rerender(<Example send={send} initial={initial} version={version} />);
  return { send, read, user: userEvent.setup() };
}

it("leads from the summary to each field", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "Trimiteți" }));
  const summary = screen.getByRole("group", { name: /4/ });
  await waitFor(() => expect(document.activeElement).toBe(summary));
  const fields = {
    "Scrieți titlul": screen.getByRole("textbox", { name: "Titlul" }),
    "Alegeți felul": screen.getByRole("radio", { name: "Anual" }),
    "Alegeți compartimentul": screen.getByRole("combobox", { name: "Compartimentul" }),
    "Scrieți suma": screen.getByRole("textbox", { name: "Suma" }),
  };
  for (const [message, field] of Object.entries(fields)) {
    const link = within(summary).getByRole("link", { name: message });
    expect(link.getAttribute("href")).toBe(`#${field.id}`);
    await user.click(link);
    expect(document.activeElement).toBe(field);
  }
  expect(location.hash).toBe("");
});

it("sends from a title by Enter, which makes no new line", async () => {
  const { send, user } = await open();
  const title = screen.getByRole("textbox", { name: "Titlul" });
  await user.type(title, "Registru unic{Enter}");
  expect(title).toHaveProperty("value", "Registru unic");
  expect(send).toHaveBeenCalledWith(expect.objectContaining({ title: "Registru unic" }), 0);
});

it("takes a pasted title as one line", async () => {
  const { user } = await open();
  const title = screen.getByRole("textbox", { name: "Titlul" });
  await user.click(title);
  await user.paste("Registru\r\nunic");
  expect(title).toHaveProperty("value", "Registru unic");
});

it("follows what the server says over what the device had kept, and goes on from it", async () => {
  const { send, read, user } = await open();
  const title = screen.getByRole("textbox", { name: "Titlul" });
  read({ ...empty, title: "Registru unic", kind: "a" }, 2);
  await waitFor(() => expect(title).toHaveProperty("value", "Registru unic"));
  expect(screen.getByRole("radio", { name: "Anual" })).toHaveProperty("checked", true);
  await user.type(title, " nou{Enter}");
  expect(send).toHaveBeenCalledWith(expect.objectContaining({ title: "Registru unic nou" }), 2);
});

it("leaves alone what somebody has begun to type", async () => {
  const { read, user } = await open();
  const title = screen.getByRole("textbox", { name: "Titlul" });
  await user.type(title, "Al meu");
  read({ ...empty, title: "Al altcuiva", amount: "7" }, 2);
  expect(title).toHaveProperty("value", "Al meu");
  expect(screen.getByRole("textbox", { name: "Suma" })).toHaveProperty("value", "1.250,50");
});
