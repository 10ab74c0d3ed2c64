import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { loadTexts } from "../../lib/i18n";
import { Picker } from "./Picker";

const options = [
  { id: "a", label: "șef, Serviciul Juridic", hint: "Serviciul Juridic" },
  { id: "b", label: "consilier, Achiziții", hint: "Biroul Achiziții" },
  { id: "c", label: "auditor", disabledReason: "Face parte din compartimentul auditat" },
];

function Held({ onChange }: { onChange: (id: string | null) => void }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <Picker
        label="Responsabil"
        options={options}
        value={value}
        onChange={(id) => {
          setValue(id);
          onChange(id);
        }}
      />
    </MantineProvider>
  );
}

async function open() {
  await loadTexts("ui");
  const onChange = vi.fn();
  render(<Held onChange={onChange} />);
  return { onChange, user: userEvent.setup(), box: screen.getByRole("combobox", { name: "Responsabil" }) };
}

it("finds people without diacritics and chooses by keys", async () => {
  const { onChange, user, box } = await open();
  await user.type(box, "sef jur");
  expect(screen.queryByRole("option", { name: /Juridic/ })).toBeNull();
  await user.clear(box);
  await user.type(box, "sef, serviciul{Enter}");
  expect(onChange).toHaveBeenLastCalledWith("a");
  expect(box).toHaveProperty("value", "șef, Serviciul Juridic");
});

it("does not choose who may not be chosen, and never takes free text", async () => {
  const { onChange, user, box } = await open();
  await user.type(box, "auditor{Enter}");
  expect(onChange).not.toHaveBeenCalled();
  await user.tab();
  expect(box).toHaveProperty("value", "");
});
